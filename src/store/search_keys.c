/* The keys of a person and of a household.
 *
 * A key that stands for the beginning of something begins with '^', one that stands for the end of a number with '$'
 * and is reversed; without a mark it is some later part. So a word asks two or three ranges of the index, and the mark
 * tells how good a hit is. Marks cannot be typed: search_word drops them. */
#include "search_keys.h"

#include "internal.h"

#include "base/pinyin.h"
#include "base/text.h"
#include "store/search.h"

#include <ctype.h>
#include <string.h>

#define READINGS_MOST 8
#define TAIL_DIGITS 8

struct maker {
	struct stmt *insert;
	int64_t household, person;
	struct err *e;
	bool failed;
};

static void put(struct maker *m, const char *mark, const char *key, size_t n)
{
	struct buf b = BUF_INIT;

	if (n == 0 || m->failed)
		return;
	buf_adds(&b, mark);
	buf_add(&b, key, n);
	stmt_bind(m->insert, "sii", b.s, m->household, m->person);
	if (stmt_step(m->insert, m->e))
		m->failed = true;
	sqlite3_reset(m->insert->s);
	buf_release(&b);
}

static size_t step_of(const char *s)
{
	uint32_t cp;
	int n = utf8_decode(s, strlen(s), &cp);

	return n > 0 ? (size_t)n : 1;
}

/* The whole, and what begins at each later character. */
static void put_suffixes(struct maker *m, const char *s)
{
	put(m, "^", s, strlen(s));
	for (size_t at = *s ? step_of(s) : 0; s[at]; at += step_of(s + at))
		put(m, "", s + at, strlen(s + at));
}

static void lower(char *s)
{
	for (; *s; s++)
		*s = (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);
}

static void add_syllable(struct buf *b, uint32_t cp, const char *s, size_t n)
{
	const char *r = pinyin_readings(cp);

	if (r)
		buf_add(b, r, strcspn(r, " "));
	else
		buf_add(b, s, n);
}

/* Full pinyin, from each character on; the first character, a surname more often than not, with every reading. */
static void put_pinyin(struct maker *m, const char *name)
{
	struct buf rest = BUF_INIT, whole = BUF_INIT;
	size_t first = *name ? step_of(name) : 0;
	uint32_t cp = 0;
	const char *readings = utf8_decode(name, strlen(name), &cp) > 0 ? pinyin_readings(cp) : NULL;

	for (size_t from = first; readings && name[from]; from += step_of(name + from)) {
		buf_clear(&rest);
		for (size_t at = from; name[at]; at += step_of(name + at)) {
			uint32_t c = 0;
			utf8_decode(name + at, strlen(name + at), &c);
			add_syllable(&rest, c, name + at, step_of(name + at));
		}
		put(m, "", rest.s, rest.n);
	}
	buf_clear(&rest);
	for (size_t at = first; readings && name[at]; at += step_of(name + at)) {
		uint32_t c = 0;
		utf8_decode(name + at, strlen(name + at), &c);
		add_syllable(&rest, c, name + at, step_of(name + at));
	}
	for (const char *r = readings; r && *r;) {
		size_t n = strcspn(r, " ");
		buf_clear(&whole);
		buf_add(&whole, r, n);
		buf_adds(&whole, rest.s);
		put(m, "^", whole.s, whole.n);
		r += n + (r[n] == ' ');
	}
	buf_release(&rest);
	buf_release(&whole);
}

/* Full width, letter case, blanks and dots do not matter. */
static char *fold(const char *text)
{
	char *plain = text_nfkc(text);
	char *key = text_name_key(plain);

	mem_free(plain);
	lower(key);
	return key;
}

static void put_name(struct maker *m, const char *name)
{
	char *key = fold(name);
	struct buf initials = BUF_INIT;

	put_suffixes(m, key);
	pinyin_initials(&initials, key, READINGS_MOST);
	lower(initials.s);
	for (char *save = NULL, *one = strtok_r(initials.s, " ", &save); one; one = strtok_r(NULL, " ", &save)) {
		if (strcmp(one, key) != 0)
			put_suffixes(m, one);
	}
	put_pinyin(m, key);
	buf_release(&initials);
	mem_free(key);
}

/* The whole from its beginning, and its last eight backwards. */
static void put_number(struct maker *m, const char *text)
{
	struct buf b = BUF_INIT;
	char back[TAIL_DIGITS];
	size_t n = 0;

	for (const char *p = text; *p; p++) {
		if (isalnum((unsigned char)*p))
			buf_addc(&b, *p);
	}
	lower(b.s);
	put(m, "^", b.s, b.n);
	while (n < TAIL_DIGITS && n < b.n) {
		back[n] = b.s[b.n - 1 - n];
		n++;
	}
	put(m, "$", back, n);
	buf_release(&b);
}

/* YYYYMMDD and MMDD. */
static void put_birth(struct maker *m, const char *birth, const char *id_no)
{
	char day[9] = "";
	size_t n = 0;

	for (const char *p = birth; *p && n < 8; p++) {
		if (*p >= '0' && *p <= '9')
			day[n++] = *p;
	}
	if (n == 0 && strlen(id_no) >= 18 && strspn(id_no, "0123456789") >= 17) {
		memcpy(day, id_no + 6, 8);
		n = 8;
	}
	put(m, "", day, n);
	if (n == 8)
		put(m, "", day + 4, 4);
}

static int person_keys(struct db *db, struct maker *m, struct err *e)
{
	struct stmt *s =
		db_query(db,
			 "SELECT p.name, coalesce(p.id_no, ''), coalesce(p.disability_cert_no, ''), "
			 "coalesce(p.birth, ''), coalesce(p.phone, '') FROM person AS p JOIN household AS h "
			 "ON h.id = p.household_id WHERE p.id = ?2 AND p.household_id = ?1 AND p.deleted_on IS NULL "
			 "AND h.deleted_on IS NULL",
			 e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "ii", m->household, m->person);
	r = stmt_step(s, e);
	if (r == 1) {
		const char *id_no = stmt_text(s, 1), *certificate = stmt_text(s, 2);
		put_name(m, stmt_text(s, 0));
		put_number(m, id_no);
		if (strcmp(id_no, certificate) != 0)
			put_number(m, certificate);
		put_birth(m, stmt_text(s, 3), id_no);
		put_number(m, stmt_text(s, 4));
		r = 0;
	}
	stmt_done(s);
	return r;
}

/* The head by name and number too, as long as no person of that name is there to be found. */
static bool is_head_there(struct db *db, int64_t household, const char *head)
{
	struct stmt *s = db_query(db, "SELECT name FROM person WHERE household_id = ?1 AND deleted_on IS NULL", NULL);
	char *key = fold(head);
	bool there = false;

	if (s)
		stmt_bind(s, "i", household);
	while (s && !there && stmt_step(s, NULL) == 1) {
		char *other = fold(stmt_text(s, 0));
		there = strcmp(key, other) == 0;
		mem_free(other);
	}
	stmt_done(s);
	mem_free(key);
	return there;
}

static int household_keys(struct db *db, struct maker *m, struct err *e)
{
	struct stmt *s = db_query(
		db,
		"SELECT coalesce(h.household_no, ''), coalesce(h.head_name, ''), coalesce(h.head_id_no, ''), "
		"coalesce(h.phone, ''), coalesce(h.village_group, ''), coalesce(p.name, '') FROM household AS h "
		"LEFT JOIN place AS p ON p.id = h.place_id WHERE h.id = ?1 AND h.deleted_on IS NULL",
		e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "i", m->household);
	r = stmt_step(s, e);
	if (r == 1) {
		put_number(m, stmt_text(s, 0));
		if (!is_head_there(db, m->household, stmt_text(s, 1))) {
			put_name(m, stmt_text(s, 1));
			put_number(m, stmt_text(s, 2));
		}
		put_number(m, stmt_text(s, 3));
		put_name(m, stmt_text(s, 4));
		put_name(m, stmt_text(s, 5));
		r = 0;
	}
	stmt_done(s);
	return r;
}

static int make_keys(struct db *db, int64_t household, int64_t person, struct err *e)
{
	struct maker m = { .household = household, .person = person, .e = e };
	int r = -1;

	if (db_run(db, e, "DELETE FROM search_key WHERE household = ?1 AND person = ?2", "ii", household, person))
		return -1;
	m.insert = db_query(
		db, "INSERT INTO search_key(key, household, person) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", e);
	if (!m.insert)
		return -1;
	r = person ? person_keys(db, &m, e) : household_keys(db, &m, e);
	stmt_done(m.insert);
	return r || m.failed ? -1 : 0;
}

struct owner {
	int64_t household, person;
};

static int drain(struct db *db, struct err *e)
{
	struct owner *list = NULL;
	size_t n = 0;
	int r;

	/* A household's keys depend on who lives in it. */
	if (db_run(db, e,
		   "INSERT INTO search_stale SELECT DISTINCT household, 0 FROM search_stale WHERE true ON CONFLICT DO "
		   "NOTHING",
		   ""))
		return -1;
	struct stmt *s = db_query(db, "SELECT household, person FROM search_stale", e);
	if (!s)
		return -1;
	while ((r = stmt_step(s, e)) == 1) {
		list = mem_grow(list, n + 1, sizeof *list);
		list[n].household = stmt_int(s, 0);
		list[n++].person = stmt_int(s, 1);
	}
	stmt_done(s);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = make_keys(db, list[i].household, list[i].person, e);
	mem_free(list);
	return r ? -1 : db_run(db, e, "DELETE FROM search_stale", "");
}

int search_refresh(struct db *db, struct err *e)
{
	if (db->read_only || db_int(db, 0, "SELECT EXISTS (SELECT 1 FROM search_stale)", "") == 0)
		return 0;
	if (db_begin_light(db, e))
		return -1;
	if (drain(db, e)) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

int search_rebuild(struct db *db, struct err *e)
{
	static const char all[] =
		"DELETE FROM search_key; INSERT INTO search_stale SELECT id, 0 FROM household WHERE true ON "
		"CONFLICT DO NOTHING; INSERT INTO search_stale SELECT household_id, id FROM person WHERE true "
		"ON CONFLICT DO NOTHING;";

	if (db_begin(db, "", e))
		return -1;
	if (db_exec(db, all, e) || drain(db, e)) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

/* As typed, as it is looked for: no marks, and no separators inside a number or a date. */
char *search_word(const char *typed, size_t n)
{
	char *raw = mem_dup_n(typed, n);
	char *key = fold(raw);
	struct buf b = BUF_INIT;
	bool number = strspn(key, "0123456789-/.") == strlen(key);

	for (const char *p = key; *p; p++) {
		bool drop = *p == '^' || *p == '$' || (number && !isdigit((unsigned char)*p));
		if (!drop)
			buf_addc(&b, *p);
	}
	mem_free(key);
	mem_free(raw);
	return buf_detach(&b);
}
