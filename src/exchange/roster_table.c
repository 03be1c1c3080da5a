#include "exchange/roster_table.h"

#include "base/mem.h"
#include "model/cut.h"
#include "screen/choices.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

bool roster_is_waiting(const struct roster_line *l)
{
	if (l->verdict == ROSTER_SAME || l->decision[0] != '\0')
		return false;
	for (size_t i = 0; i < l->n_differences; i++)
		if (l->difference[i].decision[0] == '\0')
			return true;
	return l->verdict != ROSTER_DIFFERS;
}

enum roster_group roster_group_of(const struct roster_line *l)
{
	switch (l->verdict) {
	case ROSTER_MISSING:
		return l->row[0] ? ROSTER_ONLY_FIRST : ROSTER_NOT_FIRST;
	case ROSTER_DIFFERS:
		return ROSTER_FIELDS_DIFFER;
	case ROSTER_SUSPECTED:
		return ROSTER_MAYBE_ONE;
	case ROSTER_TWICE:
		return ROSTER_REPEATED;
	default:
		return ROSTER_AGREES;
	}
}

bool roster_is_in(const struct roster_line *l, enum roster_group g)
{
	return g == ROSTER_WAITING ? roster_is_waiting(l) : roster_group_of(l) == g;
}

size_t roster_count(const struct roster_comparison *c, enum roster_group g)
{
	size_t n = 0;

	if (g == ROSTER_AGREES)
		return (size_t)c->count[ROSTER_SAME];
	for (size_t i = 0; i < c->n; i++)
		n += roster_is_in(&c->line[i], g);
	return n;
}

const char *roster_group_name(const struct screens *s, const struct roster_comparison *c, enum roster_group g)
{
	static const char *const names[ROSTER_GROUPS] = {
		[ROSTER_WAITING] = "roster.waiting",
		[ROSTER_ONLY_FIRST] = "roster.only_first",
		[ROSTER_NOT_FIRST] = "roster.not_first",
	};
	static const char *const verdicts[ROSTER_GROUPS] = {
		[ROSTER_FIELDS_DIFFER] = "differs",
		[ROSTER_MAYBE_ONE] = "suspected",
		[ROSTER_REPEATED] = "twice",
		[ROSTER_AGREES] = "same",
	};
	const struct choice_list *l = screens_choices(s, "roster_verdict");
	const struct choice *v = l && verdicts[g] ? choice_find(l, verdicts[g]) : NULL;

	if (v)
		return v->shown;
	if (c->side[0] == 0 && g == ROSTER_ONLY_FIRST)
		return words_get(s, "roster.only_ours");
	if (c->side[0] == 0 && g == ROSTER_NOT_FIRST)
		return words_get(s, "roster.only_theirs");
	return words_get(s, names[g]);
}

static const char *shown(const struct screens *s, const char *list, const char *key)
{
	const struct choice_list *l = screens_choices(s, list);
	const struct choice *c = l && *key ? choice_find(l, key) : NULL;

	return c ? c->shown : key;
}

const char *roster_field_label(const struct screens *s, int field)
{
	if (field < 0 || field >= ROSTER_FIELD_COUNT)
		return "";
	return shown(s, "roster_field", roster_field_name((enum roster_field)field));
}

const char *roster_claim_label(const struct screens *s, const char *claim)
{
	return shown(s, "roster_claim", claim);
}

int roster_claim_named(const struct screens *s, const char *text)
{
	const struct choice_list *l = screens_choices(s, "roster_claim");
	const struct choice *c = l ? choice_find(l, text) : NULL;

	return roster_claim_of(c ? c->label : text);
}

const char *roster_decision_label(const struct screens *s, const char *decision)
{
	return shown(s, "roster_decision", decision);
}

void roster_side_name(struct office *o, const struct screens *s, int64_t roster, struct buf *out)
{
	struct roster_info *list = NULL;
	size_t n = 0;

	if (roster == 0) {
		buf_adds(out, words_get(s, "roster.ours"));
		return;
	}
	if (roster_list(o, &list, &n, NULL) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++)
		if (list[i].id == roster)
			buf_addf(out, "%s %s", list[i].source, list[i].dated_on);
	free(list);
}

/* Whether the line has something to say beside its fields. */
static bool has_own_item(const struct roster_line *l)
{
	return l->verdict != ROSTER_SAME && l->verdict != ROSTER_DIFFERS;
}

size_t roster_items(const struct roster_line *l)
{
	return l->n_differences + has_own_item(l);
}

/* Those on that side (−1: on any) whom it may be. */
static void say_pairs(const struct screens *s, const struct roster_line *l, int side, struct buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < l->n_pairs; i++) {
		if (side >= 0 && l->pair[i].side != side)
			continue;
		buf_addf(out, "%s%s", between, l->pair[i].who);
		between = words_get(s, "roster.or");
	}
}

/* Whom it may be on that side, or who it is. */
static void say_candidates(const struct screens *s, const struct roster_line *l, int side, char out[512])
{
	struct buf b = BUF_INIT, pairs = BUF_INIT;

	say_pairs(s, l, side, &pairs);
	if (l->row[side])
		buf_addf(&b, "%s %s%s", l->name, l->id_no, pairs.n ? words_get(s, "roster.or") : "");
	buf_adds(&b, pairs.s);
	cut_copy(out, 512, b.s);
	buf_release(&b);
	buf_release(&pairs);
}

static void own_item(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l,
		     struct roster_item *out)
{
	out->what = words_get(s, "roster.in_it");
	out->field = -1;
	out->decision = l->decision;
	out->reason = l->reason;
	for (int side = 0; side < (int)c->sides; side++) {
		struct buf b = BUF_INIT;
		char times[16];

		if (l->verdict == ROSTER_SUSPECTED) {
			say_candidates(s, l, side, out->value[side]);
			continue;
		}
		snprintf(times, sizeof(times), "%d", l->times[side]);
		if (l->verdict == ROSTER_TWICE && l->times[side] > 0)
			words_put(s, &b, "roster.times", times);
		else
			buf_adds(&b, words_get(s, l->row[side] ? "roster.has" : "roster.has_not"));
		cut_copy(out->value[side], sizeof(out->value[side]), b.s);
		buf_release(&b);
	}
	if (l->verdict == ROSTER_SUSPECTED)
		out->what = words_get(s, "roster.who");
}

void roster_item(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l, size_t k,
		 struct roster_item *out)
{
	const struct roster_difference *d;

	memset(out, 0, sizeof(*out));
	if (k == 0 && has_own_item(l)) {
		own_item(s, c, l, out);
		return;
	}
	d = &l->difference[k - has_own_item(l)];
	out->what = roster_field_label(s, (int)d->field);
	out->field = (int)d->field;
	out->decision = d->decision[0] ? d->decision : l->decision;
	out->reason = l->reason;
	for (size_t side = 0; side < c->sides; side++)
		cut_copy(out->value[side], sizeof(out->value[side]), d->value[side]);
}

const char *roster_letter(const struct screens *s, size_t side)
{
	static const char *const keys[ROSTER_SIDES] = { "roster.side_1", "roster.side_2", "roster.side_3",
							"roster.side_4" };

	return words_get(s, keys[side]);
}

/* The sides that have the person more than once, and those that have not. */
static void say_repeated(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l,
			 struct buf *out)
{
	const char *between = "";

	for (size_t side = 0; side < c->sides; side++) {
		const char *name = c->side[side] == 0                 ? words_get(s, "roster.ours")
				   : c->side[0] == 0 && c->sides == 2 ? words_get(s, "roster.the_list")
								      : roster_letter(s, side);
		char times[16];

		if (l->times[side] == 1)
			continue;
		buf_adds(out, between);
		snprintf(times, sizeof(times), "%d", l->times[side]);
		if (l->times[side] > 1)
			words_put(s, out, "roster.repeated", name, times);
		else
			buf_addf(out, "%s%s", name, words_get(s, "roster.has_not"));
		between = words_get(s, "roster.and");
	}
}

void roster_say_item(const struct screens *s, const struct roster_comparison *c, const struct roster_line *l, size_t k,
		     struct buf *out)
{
	struct roster_item it;

	roster_item(s, c, l, k, &it);
	if (it.field < 0 && l->verdict == ROSTER_MISSING && c->sides == 2) {
		buf_adds(out, roster_group_name(s, c, roster_group_of(l)));
		return;
	}
	if (it.field < 0 && l->verdict == ROSTER_TWICE) {
		say_repeated(s, c, l, out);
		return;
	}
	buf_addf(out, "%s ", it.what);
	if (it.field < 0 && l->verdict == ROSTER_SUSPECTED && c->sides == 2) {
		say_pairs(s, l, -1, out);
		return;
	}
	for (size_t side = 0; side < c->sides; side++) {
		const char *value = it.value[side][0] ? it.value[side] : words_get(s, "roster.blank");

		if (c->sides > 2)
			buf_addf(out, "%s%s:%s", side ? " " : "", roster_letter(s, side), value);
		else
			buf_addf(out, "%s%s", side ? words_get(s, "roster.arrow") : "", value);
	}
}
