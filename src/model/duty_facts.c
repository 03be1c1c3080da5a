#include "model/duty_facts.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int duty_month(const char *iso)
{
	int year = atoi(iso);
	int month = strlen(iso) >= 7 ? atoi(iso + 5) : 1;
	return year * 12 + month - 1;
}

void duty_month_text(int month, char out[8])
{
	snprintf(out, 8, "%04u-%02u", (unsigned)month / 12 % 10000, (unsigned)month % 12 + 1);
}

void duty_month_end(int month, char out[11])
{
	unsigned year = (unsigned)month / 12 % 10000, in_year = (unsigned)month % 12 + 1;
	unsigned days = (unsigned)date_month_days((int)year, (int)in_year);
	snprintf(out, 11, "%04u-%02u-%02u", year, in_year, days % 100);
}

int duty_rules_load(struct office *o, struct duty_rules *out, struct err *e)
{
	*out = (struct duty_rules){ .longest = 1 };
	struct stmt *s =
		db_query(o->db,
			 "SELECT id, coalesce(unit_id, 0), household_kind, months, visits, house_only, valid_from,"
			 " valid_to FROM duty_rule WHERE deleted_on IS NULL ORDER BY id",
			 e);
	if (!s)
		return -1;
	int got;
	while ((got = stmt_step(s, e)) > 0) {
		out->rule = mem_grow(out->rule, out->n + 1, sizeof *out->rule);
		struct duty_rule *r = &out->rule[out->n++];
		*r = (struct duty_rule){ .id = stmt_int(s, 0), .unit = stmt_int(s, 1) };
		CUT_COLUMN(r->kind, s, 2);
		int64_t months = stmt_int(s, 3);
		r->months = months < 1 ? 1 : months > 12 ? 12 : (int)months;
		r->visits = stmt_int(s, 4);
		r->house_only = stmt_int(s, 5) == 1;
		CUT_COLUMN(r->from, s, 6);
		CUT_COLUMN(r->to, s, 7);
		if (r->months > out->longest)
			out->longest = r->months;
	}
	stmt_done(s);
	if (got < 0)
		duty_rules_release(out);
	return got;
}

void duty_rules_release(struct duty_rules *r)
{
	mem_free(r->rule);
	*r = (struct duty_rules){ 0 };
}

/* Bounds of less precision mean the whole month or year, so only their own length is compared. */
static bool day_within(const char *day, const char *from, const char *to)
{
	return strncmp(day, from, strlen(from)) >= 0 && strncmp(day, to, strlen(to)) <= 0;
}

static bool unit_helps(const struct duty_facts *f, int64_t unit, const char *day)
{
	for (size_t i = 0; i < f->n_pairings; i++)
		if (f->pairing[i].unit == unit && day_within(day, f->pairing[i].from, f->pairing[i].to))
			return true;
	return false;
}

static bool is_of_kind(const struct duty_facts *f, const char *kind)
{
	for (size_t i = 0; i < 3; i++)
		if (!strcmp(f->kind[i], kind))
			return true;
	return false;
}

static int specificity(const struct duty_rule *r)
{
	return (r->kind[0] ? 2 : 0) + (r->unit ? 1 : 0);
}

static bool beats(const struct duty_rule *a, const struct duty_rule *b)
{
	if (specificity(a) != specificity(b))
		return specificity(a) > specificity(b);
	int64_t rate_a = a->visits * b->months, rate_b = b->visits * a->months;
	if (rate_a != rate_b)
		return rate_a > rate_b;
	if (a->house_only != b->house_only)
		return a->house_only;
	return a->months < b->months;
}

const struct duty_rule *duty_rule_on(const struct duty_rules *rules, const struct duty_facts *f, const char *day)
{
	const struct duty_rule *best = NULL;
	for (size_t i = 0; i < rules->n; i++) {
		const struct duty_rule *r = &rules->rule[i];
		if (!day_within(day, r->from, r->to) || (r->kind[0] && !is_of_kind(f, r->kind)) ||
		    (r->unit && !unit_helps(f, r->unit, day)))
			continue;
		if (!best || beats(r, best))
			best = r;
	}
	return best;
}

/* Rows of a table that belongs to households, in the order of the households, with one row ahead. */
struct stream {
	struct stmt *s;
	int more;
};

static int stream_open(struct stream *st, struct office *o, const char *select, const char *from, const char *where,
		       const char *on, const struct scope_part *part, struct err *e)
{
	struct buf sql = BUF_INIT;
	buf_addf(&sql, "SELECT %s FROM household h %s WHERE ", select, from);
	scope_part_sql(o, part, &sql);
	buf_addf(&sql, "%s ORDER BY h.id", where);
	st->s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!st->s)
		return -1;
	stmt_bind(st->s, "sii", on, part->from, part->to);
	st->more = stmt_step(st->s, e);
	return st->more < 0 ? -1 : 0;
}

/* Skips what belongs to households before `id`; true while the row at hand belongs to it. */
static bool stream_at(struct stream *st, int64_t id, struct err *e)
{
	while (st->more > 0 && stmt_int(st->s, 0) < id)
		st->more = stmt_step(st->s, e);
	return st->more > 0 && stmt_int(st->s, 0) == id;
}

static void read_household(struct stmt *s, struct duty_facts *f)
{
	f->household = stmt_int(s, 0);
	CUT_COLUMN(f->group, s, 1);
	for (int i = 0; i < 3; i++)
		CUT_COLUMN(f->kind[i], s, 2 + i);
	CUT_COLUMN(f->identified_on, s, 5);
	CUT_COLUMN(f->head, s, 6);
	f->n_pairings = f->n_visits = 0;
}

static void read_pairings(struct stream *st, struct duty_facts *f, size_t *cap, struct err *e)
{
	for (; stream_at(st, f->household, e); st->more = stmt_step(st->s, e)) {
		if (f->n_pairings == *cap) {
			*cap = *cap * 2 + 8;
			f->pairing = mem_grow(f->pairing, *cap, sizeof *f->pairing);
		}
		struct duty_pairing *p = &f->pairing[f->n_pairings++];
		CUT_COLUMN(p->from, st->s, 1);
		CUT_COLUMN(p->to, st->s, 2);
		p->unit = stmt_int(st->s, 3);
	}
}

/* Back from the last visit through the window; one index has all of it. */
static int read_visits(struct office *o, struct duty_facts *f, const char *house, const char *on, int from, size_t *cap,
		       struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT visited_on, visit_mode, next_on FROM visit WHERE household_id = ?1"
				  " AND visited_on <= ?2 AND deleted_on IS NULL ORDER BY visited_on DESC, id DESC",
				  e);
	int got;

	if (!s)
		return -1;
	f->last_visit[0] = f->next_on[0] = '\0';
	stmt_bind(s, "is", f->household, on);
	while ((got = stmt_step(s, e)) > 0) {
		int month = duty_month(stmt_text(s, 0));
		if (f->n_visits > 0 && month < from)
			break;
		if (f->n_visits == *cap) {
			*cap = *cap * 2 + 32;
			f->visit = mem_grow(f->visit, *cap, sizeof *f->visit);
		}
		if (f->n_visits == 0) {
			CUT_COLUMN(f->last_visit, s, 0);
			CUT_COLUMN(f->next_on, s, 2);
		}
		f->visit[f->n_visits++] = (struct duty_visit){ month, house[0] && strcmp(stmt_text(s, 1), house) == 0 };
	}
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

int duty_facts_each(struct office *o, const struct scope_part *part, const char *on, int from,
		    void (*judge)(void *arg, const struct duty_facts *f), void *arg, struct err *e)
{
	struct stream h = { 0 }, p = { 0 };
	struct duty_facts f = { 0 };
	size_t pairing_cap = 0, visit_cap = 0;
	const char *house = db_role(o->db, "mode.house");
	int result = -1;

	if (stream_open(&h, o,
			"h.id, h.village_group, h.household_attr, h.household_type, h.monitor_type,"
			" h.first_identified_on, h.head_name",
			"", "", on, part, e) ||
	    stream_open(&p, o, "h.id, p.started_on, p.ended_on, c.unit_id",
			"CROSS JOIN pairing p ON p.household_id = h.id LEFT JOIN cadre c ON c.id = p.cadre_id",
			" AND p.deleted_on IS NULL", on, part, e))
		goto done;
	for (; h.more > 0; h.more = stmt_step(h.s, e)) {
		read_household(h.s, &f);
		read_pairings(&p, &f, &pairing_cap, e);
		if (p.more < 0 || read_visits(o, &f, house, on, from, &visit_cap, e))
			goto done;
		judge(arg, &f);
	}
	result = h.more;
done:
	stmt_done(h.s);
	stmt_done(p.s);
	mem_free(f.pairing);
	mem_free(f.visit);
	return result;
}
