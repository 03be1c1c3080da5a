/* Groups of one person become lines: what is missing, what differs, who it may be. */
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "roster_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_DIGITS 18
#define KEPT 15 /* of them by a spreadsheet */

bool roster_is_ours(const struct roster_work *w, size_t row)
{
	return w->out->side[w->rows.entry[row].side] == 0;
}

/* Does a row count as standing on its side? One of ours the claim does not ask for is known, and no more. */
bool roster_stands(const struct roster_work *w, size_t row)
{
	return !roster_is_ours(w, row) || w->rows.row[row].claimed;
}

/* 9.90101E+17 is shown as what is left of it: the digits, and *** for the others. */
static void say_id(const char *raw, const struct match_entry *e, char *out, size_t size)
{
	if (*raw && e->state == MATCH_ID_LOST)
		snprintf(out, size, "%.*s%.*s", (int)e->kept, e->id, ID_DIGITS - (int)e->kept, "******************");
	else
		cut_copy(out, size, raw);
}

static void describe_who(const struct roster_work *w, size_t row, char out[160])
{
	const char *const *raw = w->rows.row[row].raw;
	struct buf b = BUF_INIT;
	char id_no[32];
	static const enum roster_field told[] = { ROSTER_NAME, ROSTER_ID_NO, ROSTER_BIRTH, ROSTER_VILLAGE,
						  ROSTER_GROUP };

	say_id(raw[ROSTER_ID_NO], &w->rows.entry[row], id_no, sizeof(id_no));
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (*raw[told[i]] && !(told[i] == ROSTER_BIRTH && *raw[ROSTER_ID_NO]))
			buf_addf(&b, "%s%s", b.n ? " " : "", told[i] == ROSTER_ID_NO ? id_no : raw[told[i]]);
	cut_copy(out, 160, b.s);
	buf_release(&b);
}

/* By the first sound ID, else the first row. */
static void subject_of(const struct roster_work *w, size_t g, char out[128])
{
	size_t i = w->first[g];

	while (i < w->first[g + 1] && w->rows.entry[w->order[i]].state != MATCH_ID_SOUND)
		i++;
	roster_subject(&w->rows.entry[w->order[i < w->first[g + 1] ? i : w->first[g]]], out);
}

static void add_pairs(const struct roster_work *w, struct roster_line *l, size_t g)
{
	const struct match_suspicion *s = w->match.suspicion;
	size_t low = 0, high = w->match.n_suspicions, n = 0;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s[mid].a < g)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < w->match.n_suspicions && s[low + n].a == g)
		n++;
	if (n == 0)
		return;
	s += low;
	l->pair = mem_alloc(n * sizeof(*l->pair));
	for (l->n_pairs = 0; l->n_pairs < n; l->n_pairs++) {
		struct roster_pair *p = &l->pair[l->n_pairs];
		size_t row = w->order[w->first[s[l->n_pairs].b]];

		p->side = w->rows.entry[row].side;
		p->row = w->rows.row[row].row;
		p->person = w->rows.row[row].person;
		describe_who(w, row, p->who);
		subject_of(w, s[l->n_pairs].b, p->subject);
	}
}

static bool same_value(const struct roster_work *w, enum roster_field f, const char *a, const char *b)
{
	int64_t place;

	if (f == ROSTER_VILLAGE)
		return strcmp(a, b) == 0 ||
		       strcmp(roster_place(w->rows.places, a, &place), roster_place(w->rows.places, b, &place)) == 0;
	if (!*a || !*b)
		return !*a && !*b;
	return roster_agree(w->rows.o, f, a, b);
}

/* 9.90101E+17 is how a file shows numbers, of everybody in it: where the 15 digits agree nobody has anything to mend.
 */
static bool is_only_shown_short(const struct roster_work *w, size_t a, size_t b)
{
	const struct match_entry *x = &w->rows.entry[a], *y = &w->rows.entry[b];
	bool shown = strchr(w->rows.row[a].raw[ROSTER_ID_NO], 'E') || strchr(w->rows.row[b].raw[ROSTER_ID_NO], 'E');

	return shown && x->kept >= KEPT && y->kept >= KEPT && strncmp(x->id, y->id, KEPT) == 0;
}

/* By the first row of each side. `at`: one more than the row of each side, 0 none. */
static bool field_differs(const struct roster_work *w, enum roster_field f, const size_t *at)
{
	const char *first = NULL;
	size_t first_at = 0;

	for (size_t s = 0; s < w->rows.sides; s++) {
		if (!at[s] || !w->rows.side[s].has[f])
			continue;
		const char *v = w->rows.row[at[s] - 1].raw[f];

		if (!*v && f != ROSTER_ID_NO)
			continue;
		if (first && !same_value(w, f, first, v) &&
		    !(f == ROSTER_ID_NO && is_only_shown_short(w, first_at, at[s] - 1)))
			return true;
		first_at = first ? first_at : at[s] - 1;
		first = first ? first : v;
	}
	return false;
}

static void add_differences(const struct roster_work *w, struct roster_line *l, const size_t *at)
{
	struct roster_difference found[ROSTER_FIELD_COUNT];
	size_t n = 0;

	for (int f = 0; f < ROSTER_FIELD_COUNT; f++) {
		if (!field_differs(w, (enum roster_field)f, at))
			continue;
		struct roster_difference *d = &found[n++];

		*d = (struct roster_difference){ .field = (enum roster_field)f };
		for (size_t s = 0; s < w->rows.sides; s++)
			if (at[s])
				CUT(d->value[s], w->rows.row[at[s] - 1].raw[f]);
	}
	l->n_differences = n;
	if (n) {
		l->difference = mem_alloc(n * sizeof(*l->difference));
		memcpy(l->difference, found, n * sizeof(*found));
	}
}

static void first_told(char *out, size_t size, const char *raw)
{
	if (!*out && *raw)
		cut_copy(out, size, raw);
}

/* Who it is: by the first row that says so; a number that is whole, else what is left of one. */
static void name_line(const struct roster_work *w, struct roster_line *l, size_t g)
{
	bool whole = false;

	subject_of(w, g, l->subject);
	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		const struct roster_row *r = &w->rows.row[w->order[i]];
		const struct match_entry *entry = &w->rows.entry[w->order[i]];

		first_told(l->name, sizeof(l->name), r->raw[ROSTER_NAME]);
		if (!whole && entry->state == MATCH_ID_SOUND)
			l->id_no[0] = '\0';
		whole = whole || entry->state == MATCH_ID_SOUND;
		if (!l->id_no[0])
			say_id(r->raw[ROSTER_ID_NO], entry, l->id_no, sizeof(l->id_no));
		first_told(l->place, sizeof(l->place), r->raw[ROSTER_VILLAGE]);
		if (r->person && !l->person) {
			l->person = r->person;
			l->household = r->household;
		}
	}
}

static enum roster_verdict judge(const struct roster_work *w, const struct roster_line *l)
{
	bool missing = false, twice = false;

	for (size_t s = 0; s < w->rows.sides; s++) {
		missing = missing || l->times[s] == 0;
		twice = twice || l->times[s] > 1;
	}
	if (l->n_pairs)
		return ROSTER_SUSPECTED;
	if (twice)
		return ROSTER_TWICE;
	if (missing)
		return ROSTER_MISSING;
	return l->n_differences ? ROSTER_DIFFERS : ROSTER_SAME;
}

static int by_text(const void *pa, const void *pb)
{
	return strcmp(*(const char *const *)pa, *(const char *const *)pb);
}

/* "FIELD|SUBJECT" or "SUBJECT" of those whom we have not, or had not. */
static const char *subject_named(const struct roster_finding *f)
{
	const char *bar = strchr(f->field, '|');

	return bar && strncmp(f->field, "id:", 3) != 0 && strncmp(f->field, "name:", 5) != 0 ? bar + 1 : f->field;
}

void roster_index_named(struct roster_work *w)
{
	while (w->n_named < w->n_findings && w->finding[w->n_named].person == 0)
		w->n_named++;
	w->named = mem_alloc((w->n_named + 1) * sizeof(*w->named));
	for (size_t i = 0; i < w->n_named; i++)
		w->named[i] = subject_named(&w->finding[i]);
	if (w->n_named > 1)
		qsort(w->named, w->n_named, sizeof(*w->named), by_text);
}

static bool is_named(const struct roster_work *w, const struct roster_line *l)
{
	const char *subject = l->subject;
	size_t low = 0, high = w->n_findings;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (w->finding[mid].person < l->person)
			low = mid + 1;
		else
			high = mid;
	}
	if (l->person && low < w->n_findings && w->finding[low].person == l->person)
		return true;
	return bsearch(&subject, w->named, w->n_named, sizeof(*w->named), by_text) != NULL;
}

void roster_add_line(struct roster_work *w, size_t g)
{
	struct roster_comparison *c = w->out;
	size_t at[ROSTER_SIDES] = { 0 };

	if (c->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 256;
		c->line = mem_grow(c->line, w->cap, sizeof(*c->line));
	}
	struct roster_line *l = &c->line[c->n];

	memset(l, 0, sizeof(*l));
	for (size_t i = w->first[g]; i < w->first[g + 1]; i++) {
		size_t row = w->order[i], side = w->rows.entry[row].side;

		if (!roster_stands(w, row))
			continue;
		c->people[side] += l->times[side]++ == 0;
		if (!at[side]) {
			at[side] = row + 1;
			l->row[side] = w->rows.row[row].row;
		}
	}
	if (w->hidden[g])
		return;
	c->n++;
	name_line(w, l, g);
	add_pairs(w, l, g);
	add_differences(w, l, at);
	l->verdict = judge(w, l);
	c->count[l->verdict]++;
	/* Of those who agree the first are kept to look at, and whom a finding names: it may be settled by them. */
	if (l->verdict == ROSTER_SAME && c->count[ROSTER_SAME] > ROSTER_SAME_MOST && !is_named(w, l))
		c->n--;
}
