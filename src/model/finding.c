#include "model/finding.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/finding_rule.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static void add_note(struct record *r, const char *on, const char *by, const char *note)
{
	struct buf b = BUF_INIT;
	const char *was = record_text(r, "note");

	if (text_is_blank(note))
		return;
	buf_addf(&b, "%s%s%s%s%s %s", was, *was ? "\n" : "", on, by && *by ? " " : "", by ? by : "", note);
	record_set(r, "note", value_text(b.s));
	buf_release(&b);
}

/* Who rectified is the owner, if nobody was yet and one cadre is called that. */
static void take_owner(struct office *o, struct record *r, const char *by)
{
	if (record_int(r, "owner_id") || !by || !*by)
		return;
	int64_t id = db_int(o->db, 0,
			    "SELECT CASE count(*) WHEN 1 THEN max(id) ELSE 0 END FROM cadre WHERE name = ?1 AND "
			    "deleted_on IS NULL",
			    "s", by);
	if (id)
		record_set(r, "owner_id", value_int(id));
}

static const char *fill_move(struct office *o, struct record *r, const char *to, const char *by, const char *on,
			     const char *note)
{
	bool closed = strcmp(record_text(r, "state"), "closed") == 0;

	record_set(r, "state", value_text(to));
	if (strcmp(to, "rectified") == 0) {
		record_set(r, "done_on", value_text(on));
		if (!text_is_blank(note))
			record_set(r, "measure", value_text(note));
		take_owner(o, r, by);
		return "finding.rectify";
	}
	add_note(r, on, by, note);
	if (strcmp(to, "verified") == 0) {
		record_set(r, "reviewer", value_text(by));
		record_set(r, "verified_on", value_text(on));
		return "finding.verify";
	}
	if (strcmp(to, "closed") == 0) {
		record_set(r, "closed_on", value_text(on));
		return "finding.close";
	}
	if (closed)
		record_set(r, "reopened_on", value_text(on));
	return "finding.reopen";
}

static int load(struct office *o, int64_t finding, struct record *r, struct err *e)
{
	if (record_load(o, "finding", finding, r, e) < 0)
		return -1;
	if (*record_text(r, "deleted_on"))
		return err_set(e, ERR_MISSING, "RECORD_GONE", "finding");
	return 0;
}

int finding_move(struct office *o, int64_t finding, const char *to, const char *by, const char *on, const char *note,
		 struct err *e)
{
	struct record r;
	int rc = -1;

	record_init(&r, "finding");
	if (load(o, finding, &r, e) < 0)
		goto done;
	const char *from = record_text(&r, "state");
	/* Staying where it is changes nothing, so the rule would not see it. */
	if (!finding_may_move(from, to)) {
		rc = err_field(e, "state", "FINDING_MOVE", from, to, finding_moves(from));
		goto done;
	}
	const char *action = fill_move(o, &r, to, by, on, note);
	rc = record_save(o, &r, RECORD_CHECKED, action, e);
done:
	record_release(&r);
	return rc;
}

static bool is_mark(uint32_t cp)
{
	return (cp < 0x80 && !(cp >= '0' && cp <= '9') && !(cp >= 'A' && cp <= 'Z') && !(cp >= 'a' && cp <= 'z')) ||
	       cp == 0xb7 || (cp >= 0x2000 && cp <= 0x206f) || (cp >= 0x3000 && cp <= 0x3003) ||
	       (cp >= 0x3008 && cp <= 0x301f) || cp == 0x30fb || text_is_space(cp);
}

/* A problem's text as compared. The caller frees. */
static char *gist(const char *text)
{
	char *plain = text_nfkc(text);
	struct buf b = BUF_INIT;
	uint32_t cp;

	for (const char *s = plain; *s;) {
		size_t n = utf8_step(s, &cp);
		if (!is_mark(cp))
			buf_add(&b, s, n);
		s += n;
	}
	mem_free(plain);
	return buf_detach(&b);
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static bool same_gist(const char *gist_of_one, const char *other)
{
	char *g = gist(other);
	bool same = *g && strcmp(gist_of_one, g) == 0;

	mem_free(g);
	return same;
}

enum match_columns {
	MATCH_ID,
	MATCH_PERSON,
	MATCH_CATEGORY,
	MATCH_CONTENT,
	MATCH_RULE,
	MATCH_TBL,
	MATCH_ROW,
	MATCH_FIELD
};

static bool is_same(const struct finding_new *f, const char *content, struct stmt *s)
{
	int64_t person = stmt_int(s, MATCH_PERSON);
	const char *rule = stmt_text(s, MATCH_RULE);

	if (person && f->person && person != f->person)
		return false;
	if (*rule && *or_empty(f->rule))
		return strcmp(rule, f->rule) == 0 && strcmp(stmt_text(s, MATCH_TBL), or_empty(f->rule_tbl)) == 0 &&
		       stmt_int(s, MATCH_ROW) == f->rule_row &&
		       strcmp(stmt_text(s, MATCH_FIELD), or_empty(f->rule_field)) == 0;
	return strcmp(stmt_text(s, MATCH_CATEGORY), or_empty(f->category)) == 0 &&
	       same_gist(content, stmt_text(s, MATCH_CONTENT));
}

/* The finding that is there, those not closed first; 0: none. */
static int find_same(struct office *o, const struct finding_new *f, int64_t *id, struct err *e)
{
	struct stmt *s = db_query(
		o->db,
		f->household
			? "SELECT id, person_id, category, content, rule, rule_tbl, rule_row, rule_field FROM finding"
			  " WHERE household_id = ?1 AND deleted_on IS NULL ORDER BY state = 'closed', found_on DESC, id"
			: "SELECT id, person_id, category, content, rule, rule_tbl, rule_row, rule_field FROM finding"
			  " WHERE household_id IS NULL AND place_id IS ?1 AND deleted_on IS NULL"
			  " ORDER BY state = 'closed', found_on DESC, id",
		e);
	int got;

	*id = 0;
	if (!s)
		return -1;
	char *content = gist(f->content);
	struct value at = f->household || f->place ? value_int(f->household ? f->household : f->place) : value_null();
	stmt_bind_at(s, 1, &at);
	while ((got = stmt_step(s, e)) > 0 && !*id)
		if (is_same(f, content, s))
			*id = stmt_int(s, MATCH_ID);
	stmt_done(s);
	mem_free(content);
	return got < 0 ? -1 : 0;
}

static void set_ref(struct record *r, const char *column, int64_t id)
{
	if (id)
		record_set(r, column, value_int(id));
}

static int add_finding(struct office *o, const struct finding_new *f, int64_t *id, struct err *e)
{
	const struct {
		const char *column, *text;
	} texts[] = {
		{ "level", f->level },       { "source", f->source },     { "found_on", f->found_on },
		{ "category", f->category }, { "content", f->content },   { "due_on", f->due_on },
		{ "rule", f->rule },         { "rule_tbl", f->rule_tbl }, { "rule_field", f->rule_field },
	};
	struct record r;

	record_init(&r, "finding");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		record_set(&r, texts[i].column, value_text(texts[i].text));
	set_ref(&r, "household_id", f->household);
	set_ref(&r, "person_id", f->person);
	set_ref(&r, "place_id", f->place);
	set_ref(&r, "owner_id", f->owner);
	set_ref(&r, "rule_row", f->rule_row);
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	*id = r.id;
	record_release(&r);
	return rc;
}

/* What came back has a new term; what is open keeps the one it has. A rule that now names it is remembered. */
static int fill_blanks(struct office *o, struct record *r, const struct finding_new *f, bool back, struct err *e)
{
	if (*or_empty(f->due_on) && (back || !*record_text(r, "due_on")))
		record_set(r, "due_on", value_text(f->due_on));
	if (f->owner && !record_int(r, "owner_id"))
		record_set(r, "owner_id", value_int(f->owner));
	if (*or_empty(f->rule) && !*record_text(r, "rule")) {
		record_set(r, "rule", value_text(f->rule));
		record_set(r, "rule_tbl", value_text(f->rule_tbl));
		record_set(r, "rule_field", value_text(f->rule_field));
		set_ref(r, "rule_row", f->rule_row);
	}
	return record_save(o, r, RECORD_CHECKED, NULL, e);
}

static int name_again(struct office *o, const struct finding_new *f, int64_t id, struct err *e)
{
	struct record r;
	int rc = -1;

	record_init(&r, "finding");
	if (load(o, id, &r, e) < 0)
		goto done;
	bool back = strcmp(record_text(&r, "state"), "closed") == 0;
	/* One from before there were notices has its own first. */
	if (finding_notice_put(o, id, record_text(&r, "found_on"), record_text(&r, "level"), record_text(&r, "source"),
			       record_text(&r, "content"), e) < 0)
		goto done;
	if (finding_notice_put(o, id, f->found_on, or_empty(f->level), or_empty(f->source), f->content, e) < 0)
		goto done;
	if (back) {
		record_set(&r, "state", value_text("open"));
		record_set(&r, "reopened_on", value_text(f->found_on));
	}
	rc = fill_blanks(o, &r, f, back, e);
done:
	record_release(&r);
	return rc;
}

int finding_notice_known(struct office *o, const struct finding_new *f, int64_t *id, struct err *e)
{
	if (db_begin(o->db, "finding.notice", e) < 0)
		return -1;
	if ((*id ? name_again(o, f, *id, e) : add_finding(o, f, id, e)) < 0) {
		db_rollback(o->db);
		return -1;
	}
	return db_commit(o->db, e);
}

int finding_notice(struct office *o, const struct finding_new *f, int64_t *id, bool *was_there, struct err *e)
{
	if (db_begin(o->db, "finding.notice", e) < 0)
		return -1;
	if (find_same(o, f, id, e) < 0)
		goto fail;
	*was_there = *id != 0;
	if (finding_notice_known(o, f, id, e) < 0)
		goto fail;
	return db_commit(o->db, e);
fail:
	db_rollback(o->db);
	return -1;
}

int finding_notices(struct office *o, int64_t finding)
{
	return (int)db_int(o->db, 0, "SELECT count(*) FROM finding_notice WHERE finding_id = ?1 AND deleted_on IS NULL",
			   "i", finding);
}
