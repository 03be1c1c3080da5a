/* Lists from outside: saved with their raw cells, and listed with their rounds. */
#include "model/roster.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/term.h"
#include "base/text.h"
#include "model/cut.h"
#include "roster_parts.h"
#include "store/db.h"

#include <string.h>

#define NAME(id, name) name,
static const char *const fields[ROSTER_FIELD_COUNT] = { ROSTER_FIELDS(NAME) };
static const char *const claims[CLAIM_COUNT] = { ROSTER_CLAIMS(NAME) };

static int index_of(const char *const *names, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

const char *roster_field_name(enum roster_field f)
{
	return fields[f];
}

int roster_field_of(const char *name)
{
	return index_of(fields, ROSTER_FIELD_COUNT, name);
}

const char *roster_claim_name(enum roster_claim c)
{
	return claims[c];
}

int roster_claim_of(const char *name)
{
	return index_of(claims, CLAIM_COUNT, name);
}

bool roster_claim_is_of_term(enum roster_claim c)
{
	return c == CLAIM_STUDENTS || c == CLAIM_POOR || c == CLAIM_PAID;
}

static struct roster_words *words(struct office *o)
{
	if (!o->roster)
		o->roster = mem_alloc(sizeof(*o->roster));
	return o->roster;
}

void roster_set_labels(struct office *o, roster_label *label, void *arg)
{
	words(o)->label = label;
	words(o)->label_arg = arg;
}

void roster_set_sentence(struct office *o, roster_sentence *sentence, void *arg)
{
	words(o)->sentence = sentence;
	words(o)->sentence_arg = arg;
}

static int check_head(struct office *o, const struct roster_head *h, struct err *e)
{
	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (text_is_blank(h->source))
		return err_field(e, "source", "FIELD_REQUIRED", "source");
	if (!h->claim || roster_claim_of(h->claim) < 0)
		return err_field(e, "claim", "ROSTER_CLAIM", h->claim ? h->claim : "");
	if (!h->dated_on || strlen(h->dated_on) != 10 || !date_is_valid(h->dated_on))
		return err_field(e, "dated_on", "DATE_BAD", h->dated_on ? h->dated_on : "");
	if (!text_is_blank(h->term) && !term_is_valid(h->term))
		return err_field(e, "term", "TERM_BAD", h->term);
	return 0;
}

int roster_begin(struct office *o, const struct roster_head *h, int64_t *roster, struct err *e)
{
	if (check_head(o, h, e) < 0 || db_begin(o->db, "roster.load", e) < 0)
		return -1;
	*roster = id_mint();
	if (db_run(o->db, e,
		   "INSERT INTO roster(id, source, claim, dated_on, term, file, loaded_on, cadre_id, headings, mapping,"
		   " rows) VALUES (?1, ?2, ?3, ?4, nullif(?5, ''), nullif(?6, ''), ?7, nullif(?8, 0), ?9, ?10, 0)",
		   "issssssiss", *roster, h->source, h->claim, h->dated_on, h->term, h->file, clock_today(), o->me,
		   h->headings, h->mapping) < 0) {
		db_rollback(o->db);
		return -1;
	}
	return 0;
}

int roster_add(struct office *o, int64_t roster, int64_t line, const char *cells_json, struct err *e)
{
	return db_run(o->db, e, "INSERT INTO roster_row(id, roster_id, line, cells) VALUES (?1, ?2, ?3, ?4)", "iiis",
		      id_mint(), roster, line, cells_json);
}

/* The same list again: as many rows, and none that was not there. 0: none. */
static int64_t loaded_before(struct office *o, int64_t roster)
{
	return db_int(o->db, 0,
		      "SELECT max(w.id) FROM roster n JOIN roster w ON w.source = n.source AND w.claim = n.claim"
		      " AND w.dated_on = n.dated_on AND w.rows = n.rows AND w.term IS n.term"
		      " AND w.id <> n.id AND w.deleted_on IS NULL WHERE n.id = ?1 AND NOT EXISTS ("
		      "SELECT cells FROM roster_row WHERE roster_id = n.id EXCEPT"
		      " SELECT cells FROM roster_row WHERE roster_id = w.id)",
		      "i", roster);
}

int roster_end(struct office *o, int64_t roster, int64_t rows, int64_t *same, struct err *e)
{
	struct roster_info info;
	int64_t before;

	if (db_run(o->db, e, "UPDATE roster SET rows = ?2 WHERE id = ?1", "ii", roster, rows) < 0 ||
	    roster_info_load(o, roster, &info, e) < 0)
		goto fail;
	before = loaded_before(o, roster);
	if (same)
		*same = before;
	if (before) {
		err_set(e, ERR_CONFLICT, "ROSTER_SAME", info.source, info.dated_on);
		goto fail;
	}
	return db_commit(o->db, e);
fail:
	db_rollback(o->db);
	return -1;
}

int roster_remap(struct office *o, int64_t roster, const char *mapping, bool *changed, struct err *e)
{
	*changed = db_int(o->db, 0, "SELECT mapping <> ?2 FROM roster WHERE id = ?1", "is", roster, mapping) != 0;
	return *changed ? db_run(o->db, e, "UPDATE roster SET mapping = ?2 WHERE id = ?1", "is", roster, mapping) : 0;
}

void roster_give_up(struct office *o)
{
	if (db_in_transaction(o->db))
		db_rollback(o->db);
}

/* What is said of a term has its rounds within it: an autumn list does not answer for the spring. */
#define ROUNDS \
	"(PARTITION BY source, claim, CASE WHEN claim IN ('students', 'poor_students', 'paid') THEN term END" \
	" ORDER BY dated_on, id)"
#define INFO_SQL \
	"SELECT id, rows, source, claim, dated_on, term, file, row_number() OVER " ROUNDS ", lead(id) OVER " ROUNDS \
	" IS NULL FROM roster WHERE deleted_on IS NULL"

static void read_info(struct stmt *s, struct roster_info *out)
{
	*out = (struct roster_info){ .id = stmt_int(s, 0),
				     .rows = stmt_int(s, 1),
				     .round = (int)stmt_int(s, 7),
				     .newest = stmt_int(s, 8) != 0 };
	CUT_COLUMN(out->source, s, 2);
	CUT_COLUMN(out->claim, s, 3);
	CUT_COLUMN(out->dated_on, s, 4);
	CUT_COLUMN(out->term, s, 5);
	CUT_COLUMN(out->file, s, 6);
}

int roster_info_load(struct office *o, int64_t roster, struct roster_info *out, struct err *e)
{
	struct stmt *s = db_query(o->db, "SELECT * FROM (" INFO_SQL ") WHERE id = ?1", e);
	int rc;

	if (!s)
		return -1;
	stmt_bind(s, "i", roster);
	rc = stmt_step(s, e);
	if (rc > 0)
		read_info(s, out);
	stmt_done(s);
	if (rc == 0)
		return err_set(e, ERR_MISSING, "RECORD_GONE", "roster");
	return rc < 0 ? -1 : 0;
}

int roster_list(struct office *o, struct roster_info **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db, INFO_SQL " ORDER BY dated_on DESC, id DESC", e);
	size_t cap = 0;
	int rc;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	while ((rc = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof(**out));
		}
		read_info(s, &(*out)[(*n)++]);
	}
	stmt_done(s);
	if (rc < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}
