/* A newer round of a list answers for itself: what it no longer says is closed, what it says again is open again. Only
 * what can be seen is judged: a field of somebody the list has lost, or who may be somebody else, stays as it is. */
#include "base/mem.h"
#include "model/finding.h"
#include "model/finding_rule.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines, and the candidates of their suspicions, by person and by subject. */
struct known {
	int64_t person;
	const char *subject;
	const struct roster_line *line;
	bool candidate;
};
struct settling {
	struct office *o;
	const struct roster_comparison *c;
	struct roster_info list;
	struct known *by_person, *by_subject;
	size_t n;
	struct roster_finding *finding;
	size_t n_findings;
	struct roster_settled *out;
};
enum answer { CANNOT_TELL, THERE, GONE };

static int by_person(const void *pa, const void *pb)
{
	const struct known *a = pa, *b = pb;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return a->candidate - b->candidate;
}

static int by_subject(const void *pa, const void *pb)
{
	const struct known *a = pa, *b = pb;
	int d = strcmp(a->subject, b->subject);

	return d ? d : a->candidate - b->candidate;
}

static void index_lines(struct settling *w)
{
	size_t most = w->c->n, n = 0;

	for (size_t i = 0; i < w->c->n; i++)
		most += w->c->line[i].n_pairs;
	w->by_person = mem_alloc((most + 1) * sizeof(*w->by_person));
	for (size_t i = 0; i < w->c->n; i++) {
		const struct roster_line *l = &w->c->line[i];

		w->by_person[n++] = (struct known){ l->person, l->subject, l, false };
		for (size_t p = 0; p < l->n_pairs; p++)
			w->by_person[n++] = (struct known){ l->pair[p].person, l->pair[p].subject, l, true };
	}
	w->n = n;
	w->by_subject = mem_alloc((n + 1) * sizeof(*w->by_subject));
	memcpy(w->by_subject, w->by_person, n * sizeof(*w->by_person));
	if (n > 1) {
		qsort(w->by_person, n, sizeof(*w->by_person), by_person);
		qsort(w->by_subject, n, sizeof(*w->by_subject), by_subject);
	}
}

/* Whom a finding is about; NULL: nobody in this comparison. */
static const struct known *whose(const struct settling *w, const struct roster_finding *f)
{
	const char *bar = strchr(f->field, '|');
	struct known key = { .person = f->person, .subject = f->field };
	bool by_name = f->person == 0;

	/* "FIELD|SUBJECT"; a subject may hold bars of its own, but no field's name before the first. */
	if (bar && strncmp(f->field, "id:", 3) != 0 && strncmp(f->field, "name:", 5) != 0)
		key.subject = bar + 1;
	for (int candidate = 0; candidate < 2; candidate++) {
		key.candidate = candidate != 0;
		const struct known *k = by_name ? bsearch(&key, w->by_subject, w->n, sizeof(key), by_subject)
						: bsearch(&key, w->by_person, w->n, sizeof(key), by_person);
		if (k)
			return k;
	}
	return NULL;
}

static bool is_everywhere(const struct settling *w, const struct roster_line *l)
{
	for (size_t s = 0; s < w->c->sides; s++)
		if (!l->times[s])
			return false;
	return true;
}

static const struct roster_difference *named(const struct roster_line *l, const struct roster_finding *f)
{
	char field[32];

	snprintf(field, sizeof(field), "%.*s", (int)strcspn(f->field, "|"), f->field);
	return roster_difference_of(l, roster_field_of(field));
}

static bool is_of_line(const struct roster_finding *f)
{
	return !*f->field || strncmp(f->field, "id:", 3) == 0 || strncmp(f->field, "name:", 5) == 0;
}

static enum answer answer(const struct settling *w, const struct roster_finding *f, const struct known *k)
{
	if (k && k->candidate)
		return CANNOT_TELL;
	if (is_of_line(f))
		return k && roster_line_is_one(k->line) ? THERE : GONE;
	if (!k)
		return CANNOT_TELL;
	if (named(k->line, f))
		return THERE;
	return k->line->verdict != ROSTER_SUSPECTED && is_everywhere(w, k->line) ? GONE : CANNOT_TELL;
}

/* The measure of what closed by itself: the lists agree. */
static void measure(const struct settling *w, const struct known *k, struct buf *out)
{
	struct roster_line agreed = { .verdict = ROSTER_SAME };

	if (k) {
		agreed = *k->line;
		agreed.verdict = ROSTER_SAME;
		agreed.n_differences = agreed.n_pairs = 0;
	}
	if (w->o->roster && w->o->roster->sentence)
		w->o->roster->sentence(w->o->roster->sentence_arg, w->list.source, w->c, &agreed, NULL, out);
	if (!out->n)
		buf_addf(out, "%s %s", w->list.source, w->list.dated_on);
}

/* From whatever state it is in to closed. Where the owner bears the list's name nobody else can verify: it stays. */
static int close_one(struct settling *w, const struct roster_finding *f, const struct known *k, struct err *e)
{
	static const char *const way[] = { "rectified", "verified", "closed" };
	const char *day = strcmp(roster_day(&w->list), f->last_on) > 0 ? roster_day(&w->list) : f->last_on;
	struct buf text = BUF_INIT;
	struct err why = { 0 };
	int rc = 0;

	measure(w, k, &text);
	for (int i = 0; i < 3 && rc == 0; i++) {
		char *state = db_text(w->o->db, "SELECT state FROM finding WHERE id = ?1", "i", f->id);

		if (state && finding_may_move(state, way[i]))
			rc = finding_move(w->o, f->id, way[i], i ? w->list.source : NULL, day, i ? NULL : text.s, &why);
		mem_free(state);
	}
	buf_release(&text);
	if (rc == 0)
		w->out->closed++;
	if (rc == 0 || why.code == ERR_INVALID)
		return 0;
	if (e)
		*e = why;
	return -1;
}

static int name_again(struct settling *w, const struct roster_finding *f, const struct roster_line *l,
		      const struct roster_difference *d, struct err *e)
{
	struct buf text = BUF_INIT;

	roster_sentence_of(w->o, w->list.source, w->c, l, d, &text);
	int rc = finding_notice_put(w->o, f->id, roster_day(&w->list), f->level, w->list.source, text.s, e);

	if (rc == 0)
		rc = roster_memory_put_line(w->o, &w->list, w->c, l, d, "finding", NULL, e);
	if (rc == 0 && f->closed) {
		const char *day = strcmp(roster_day(&w->list), f->last_on) > 0 ? roster_day(&w->list) : f->last_on;

		rc = finding_move(w->o, f->id, "open", w->list.source, day, text.s, e);
		w->out->reopened += rc == 0;
	}
	buf_release(&text);
	return rc;
}

/* What a person closed while the difference was there has been answered, until a later list says it still is. */
static bool is_back(const struct settling *w, const struct roster_finding *f)
{
	return f->by_itself || strcmp(f->closed_on, w->list.dated_on) < 0;
}

static int settle_one(struct settling *w, const struct roster_finding *f, struct err *e)
{
	const struct known *k = whose(w, f);

	switch (answer(w, f, k)) {
	case CANNOT_TELL:
		return 0;
	case GONE:
		return f->closed || !f->in_scope ? 0 : close_one(w, f, k, e);
	case THERE:
		break;
	}
	const struct roster_difference *d = is_of_line(f) ? NULL : named(k->line, f);
	const char *decision = d ? d->decision : k->line->decision;

	if (*decision && strcmp(decision, "finding") != 0)
		return 0;
	if (f->closed ? is_back(w, f) : !*decision)
		return name_again(w, f, k->line, d, e);
	return 0;
}

static int settle(struct settling *w, struct err *e)
{
	if (db_begin(w->o->db, "roster.settle", e) < 0)
		return -1;
	for (size_t i = 0; i < w->n_findings; i++)
		if (settle_one(w, &w->finding[i], e) < 0) {
			db_rollback(w->o->db);
			return -1;
		}
	return db_commit(w->o->db, e);
}

int roster_settle(struct office *o, const struct roster_comparison *c, struct roster_settled *out, struct err *e)
{
	struct settling w = { .o = o, .c = c, .out = out };
	int rc = -1;

	*out = (struct roster_settled){ 0, 0 };
	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (roster_key(o, c->side, c->sides, &w.list, e) < 0)
		return -1;
	if (c->sides != 2 || (c->side[0] != 0 && c->side[1] != 0) || !w.list.newest)
		return 0;
	index_lines(&w);
	if (roster_findings(o, &w.list, &w.finding, &w.n_findings, e) == 0)
		rc = settle(&w, e);
	mem_free(w.finding);
	mem_free(w.by_person);
	mem_free(w.by_subject);
	return rc;
}
