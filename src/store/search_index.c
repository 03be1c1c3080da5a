/* Keeping search_text and search_key: what was written since is taken up text by text; a bulk of it is made anew, keys
 * sorted, so that they are written in their order. */
#include "search_index.h"

#include "internal.h"
#include "search_keys.h"

#include "store/search.h"

#include <stdio.h>
#include <string.h>

#define BATCH 1000 /* texts taken up in one transaction: a cancelled drain keeps them */
#define BULK 20000 /* more than these: all anew */
#define REBUILD_CACHE_KIB 16384

static bool take_key(void *arg, const char *key, size_t n, bool first)
{
	struct search_keys *k = arg;
	char *mine = mem_alloc(n + 2);

	mine[0] = '^';
	memcpy(mine + first, key, n);
	mine[n + first] = '\0';
	for (int i = 0; i < k->n; i++) {
		if (strcmp(k->key[i], mine) == 0) {
			mem_free(mine);
			return false;
		}
	}
	if (k->n == SEARCH_KEYS_MOST)
		BUG("too many keys of one text");
	k->key[k->n++] = mine;
	return false;
}

void search_keys_make(struct search_keys *k, const char *text)
{
	struct buf folded = BUF_INIT;

	k->n = 0;
	search_keys_of(search_fold(&folded, text), take_key, k);
	buf_release(&folded);
}

void search_keys_release(struct search_keys *k)
{
	for (int i = 0; i < k->n; i++)
		mem_free(k->key[i]);
	k->n = 0;
}

static int each_key(struct db *db, const char *sql, const char *text, int64_t id, struct err *e)
{
	struct search_keys k;
	int r = 0;

	search_keys_make(&k, text);
	for (int i = 0; i < k.n && r == 0; i++)
		r = db_run(db, e, sql, "si", k.key[i], id);
	search_keys_release(&k);
	return r;
}

static int add_text(struct db *db, const char *text, struct err *e)
{
	struct buf pinyin = BUF_INIT;

	search_pinyin(&pinyin, text);
	int r = db_run(db, e, "INSERT INTO search_text(text, pinyin) VALUES (?1, ?2)", "ss", text, pinyin.s);
	buf_release(&pinyin);
	return r ? -1
		 : each_key(db, "INSERT INTO search_key(key, text) VALUES (?1, ?2)", text,
			    sqlite3_last_insert_rowid(db->sql), e);
}

static int drop_text(struct db *db, const char *text, int64_t id, struct err *e)
{
	if (each_key(db, "DELETE FROM search_key WHERE key = ?1 AND text = ?2", text, id, e))
		return -1;
	return db_run(db, e, "DELETE FROM search_text WHERE id = ?1", "i", id);
}

static int take_up(struct db *db, const char *text, struct err *e)
{
	struct stmt *s = db_query(
		db, "SELECT coalesce((SELECT id FROM search_text WHERE text = ?1), 0), " SEARCH_BORNE("?1"), e);
	int64_t id = 0;
	bool borne = false;
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "s", text);
	r = stmt_step(s, e);
	if (r == 1) {
		id = stmt_int(s, 0);
		borne = stmt_int(s, 1) != 0;
	}
	stmt_done(s);
	if (r < 0 || borne == (id != 0))
		return r < 0 ? -1 : 0;
	return borne ? add_text(db, text, e) : drop_text(db, text, id, e);
}

int search_number(struct db *db, const char *sql, int64_t bound, int64_t *out, struct err *e)
{
	struct stmt *s = db_query(db, sql, e);
	int r = -1;

	if (!s)
		return -1;
	if (sqlite3_bind_parameter_count(s->s) > 0)
		stmt_bind(s, "i", bound);
	r = stmt_step(s, e);
	*out = r == 1 ? stmt_int(s, 0) : 0;
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

/* How many it took up, or -1. */
static int take_batch(struct db *db, struct err *e)
{
	char *text[BATCH];
	int n = 0, r = -1;
	struct stmt *s = db_query(db, "SELECT text FROM search_stale LIMIT ?1", e);

	if (!s)
		return -1;
	stmt_bind(s, "i", (int64_t)BATCH);
	while ((r = stmt_step(s, e)) == 1)
		text[n++] = mem_dup(stmt_text(s, 0));
	stmt_done(s);
	for (int i = 0; i < n; i++) {
		if (r == 0)
			r = take_up(db, text[i], e);
		if (r == 0)
			r = db_run(db, e, "DELETE FROM search_stale WHERE text = ?1", "s", text[i]);
		mem_free(text[i]);
	}
	return r ? -1 : n;
}

struct rebuild {
	void (*tell)(void *, int64_t, int64_t);
	void *arg;
	int64_t done, all, keys;
	bool at_once; /* not while another program writes */
};

/* search_keys(text): its keys as a JSON array. */
static void sql_keys(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct rebuild *b = sqlite3_user_data(c);
	const char *text = (const char *)sqlite3_value_text(v[0]);
	struct buf out = BUF_INIT;
	struct search_keys k;

	(void)n;
	search_keys_make(&k, text ? text : "");
	buf_addc(&out, '[');
	for (int i = 0; i < k.n; i++) {
		if (i > 0)
			buf_addc(&out, ',');
		buf_json(&out, k.key[i]);
	}
	buf_addc(&out, ']');
	b->keys += k.n;
	search_keys_release(&k);
	sqlite3_result_text64(c, out.s, out.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	buf_release(&out);
	/* Half of the time goes into making and sorting, the other into writing. */
	if (b->tell && (++b->done & 1023) == 0)
		b->tell(b->arg, b->done < b->all ? b->done : b->all, b->all * 2);
}

static void sql_pinyin(sqlite3_context *c, int n, sqlite3_value **v)
{
	const char *text = (const char *)sqlite3_value_text(v[0]);
	struct buf out = BUF_INIT;

	(void)n;
	search_pinyin(&out, text ? text : "");
	sqlite3_result_text64(c, out.s, out.n, SQLITE_TRANSIENT, SQLITE_UTF8);
	buf_release(&out);
}

/* Row by row: an INSERT of a SELECT would keep in memory each page it writes to, to be able to take back itself alone.
 */
static int copy(struct db *db, struct rebuild *b, const char *from, const char *to, struct err *e)
{
	struct stmt *rows = db_query(db, from, e), *insert = rows ? db_query(db, to, e) : NULL;
	int64_t n = 0;
	int r = -1;

	while (insert && (r = stmt_step(rows, e)) == 1) {
		for (int i = 0; i < 2; i++)
			sqlite3_bind_value(insert->s, i + 1, sqlite3_column_value(rows->s, i));
		r = stmt_step(insert, e);
		sqlite3_reset(insert->s);
		if (r < 0)
			break;
		if (b->tell && b->keys > 0 && (++n & 4095) == 0)
			b->tell(b->arg, b->all + (n < b->keys ? b->all * n / b->keys : b->all), b->all * 2);
	}
	stmt_done(insert);
	stmt_done(rows);
	return r < 0 ? -1 : 0;
}

/* Somebody waits at the keys: while another program writes, this is left for later. */
static int begin_at_once(struct db *db, struct err *e)
{
	sqlite3_busy_handler(db->sql, NULL, NULL);
	int r = db_begin_light(db, e);
	sqlite3_busy_handler(db->sql, db_on_busy, db);
	return r;
}

static int make_all(struct db *db, struct rebuild *b, struct err *e)
{
	if (b->at_once ? begin_at_once(db, e) : db_begin(db, "", e))
		return -1;
	if (db_exec(db, "DELETE FROM search_key; DELETE FROM search_text; DELETE FROM search_stale", e) ||
	    copy(db, b, "SELECT text, search_pinyin(text) FROM (" SEARCH_TEXTS ")",
		 "INSERT INTO search_text(text, pinyin) VALUES (?1, ?2)", e) ||
	    search_number(db, "SELECT count(*) FROM search_text", 0, &b->all, e))
		goto failed;
	if (copy(db, b, "SELECT j.value, t.id FROM search_text AS t, json_each(search_keys(t.text)) AS j ORDER BY 1, 2",
		 "INSERT INTO search_key(key, text) VALUES (?1, ?2)", e))
		goto failed;
	return db_commit(db, e);
failed:
	db_rollback(db);
	return -1;
}

/* In memory of a fixed size: what is sorted goes to a temporary file, through the same VFS as the database. */
static int rebuild(struct db *db, struct rebuild *b, struct err *e)
{
	int64_t temp = db_raw_int(db->sql, "PRAGMA temp_store", 0);
	int cache = db->cache;
	char back[40];

	sqlite3_create_function_v2(db->sql, "search_keys", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, b, sql_keys, NULL, NULL,
				   NULL);
	sqlite3_create_function_v2(db->sql, "search_pinyin", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, sql_pinyin, NULL,
				   NULL, NULL);
	snprintf(back, sizeof back, "PRAGMA temp_store=%d", (int)temp);
	int r = db->depth > 0 ? 0 : db_raw(db, "PRAGMA temp_store=FILE", e);
	if (db->depth == 0)
		db_set_cache(db, REBUILD_CACHE_KIB);
	if (r == 0)
		r = make_all(db, b, e);
	if (db->depth == 0) {
		db_raw(db, back, NULL);
		db_set_cache(db, cache);
	}
	/* They point into the caller's frame. */
	sqlite3_create_function_v2(db->sql, "search_pinyin", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
	sqlite3_create_function_v2(db->sql, "search_keys", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
	return r;
}

int search_rebuild_telling(struct db *db, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e)
{
	struct rebuild b = { .tell = tell, .arg = arg };
	int r = rebuild(db, &b, e);

	if (r == 0 && tell)
		tell(arg, b.all * 2, b.all * 2);
	return r;
}

int search_rebuild(struct db *db, struct err *e)
{
	return search_rebuild_telling(db, NULL, NULL, e);
}

int search_refresh(struct db *db, struct err *e)
{
	struct rebuild b = { .at_once = true };
	int64_t waiting = 0;
	int n = BATCH;

	if (db->read_only)
		return 0;
	if (search_number(db, "SELECT count(*) FROM (SELECT 1 FROM search_stale LIMIT ?1)", BULK, &waiting, e))
		return -1;
	if (db->depth == 0 && waiting == BULK)
		return rebuild(db, &b, e);
	while (waiting > 0 && n == BATCH) {
		if (begin_at_once(db, e))
			return -1;
		n = take_batch(db, e);
		if (n < 0)
			db_rollback(db);
		else if (db_commit(db, e))
			return -1;
	}
	return n < 0 ? -1 : 0;
}
