/* Findings made of the differences of a list: how they are named, and found again. */
#include "base/clock.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/finding.h"
#include "model/pairing.h"
#include "model/scope.h"
#include "roster_parts.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCE_CUT 28

/* A long source is cut, and its hash keeps it apart from others that begin alike. The lists of another term have
 * findings of their own. */
void roster_rule(const struct roster_info *list, char out[CHECK_RULE_BYTES])
{
	int claim = roster_claim_of(list->claim);
	const char *term = claim >= 0 && roster_claim_is_of_term((enum roster_claim)claim) ? list->term : "";
	const char *at = *term ? "@" : "";

	if (snprintf(out, CHECK_RULE_BYTES, "roster:%s/%s%s%s", list->source, list->claim, at, term) < CHECK_RULE_BYTES)
		return;
	const uint64_t h = hash_text(HASH_START, list->source);
	char source[SOURCE_CUT];

	CUT(source, list->source);
	snprintf(out, CHECK_RULE_BYTES, "roster:%s~%08x/%.16s%s%.7s", source, (unsigned)(h ^ h >> 32), list->claim, at,
		 term);
}

void roster_finding_field(const struct roster_line *l, const struct roster_difference *d, char out[192])
{
	const char *field = d ? roster_field_name(d->field) : "";

	if (l->person)
		snprintf(out, 192, "%s", field);
	else
		snprintf(out, 192, "%s%s%s", field, *field ? "|" : "", l->subject);
}

static int by_key(const void *pa, const void *pb)
{
	const struct roster_finding *a = pa, *b = pb;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return strcmp(a->field, b->field);
}

static int in_order(const void *pa, const void *pb)
{
	const struct roster_finding *a = pa, *b = pb;
	int d = by_key(pa, pb);

	if (!d)
		d = a->closed - b->closed;
	return d ? d : (a->id > b->id) - (a->id < b->id);
}

enum finding_columns {
	FINDING_ID,
	FINDING_ROW,
	FINDING_FIELD,
	FINDING_CLOSED,
	FINDING_CLOSED_ON,
	FINDING_LAST,
	FINDING_LEVEL,
	FINDING_REVIEWER,
	FINDING_IN_SCOPE
};

/* A finding of nobody's household is in scope where its village is, or where it names none. */
static struct stmt *ruled(struct office *o, const struct roster_info *list, struct err *e)
{
	char rule[CHECK_RULE_BYTES];
	struct buf sql = BUF_INIT;
	struct stmt *s;

	buf_adds(&sql, "SELECT f.id, coalesce(f.rule_row, 0), f.rule_field, f.state = 'closed', f.closed_on,"
		       " max(coalesce(f.found_on, ''), coalesce(f.done_on, ''), coalesce(f.verified_on, ''),"
		       " coalesce(f.reopened_on, '')), f.level, f.reviewer, CASE WHEN f.household_id IS NULL THEN"
		       " ?3 = 0 OR f.place_id IS NULL OR f.place_id = ?3 OR f.place_id IN (SELECT id FROM place WHERE"
		       " parent_id = ?3) ELSE EXISTS (SELECT 1 FROM household h WHERE h.id = f.household_id AND ");
	scope_sql(o, o->scope, &sql);
	buf_adds(&sql, ") END FROM finding f WHERE f.rule = ?2 AND f.deleted_on IS NULL");
	s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return NULL;
	roster_rule(list, rule);
	stmt_bind(s, "ssi", clock_today(), rule, o->village);
	return s;
}

int roster_findings(struct office *o, const struct roster_info *list, struct roster_finding **out, size_t *n,
		    struct err *e)
{
	struct stmt *s = ruled(o, list, e);
	size_t cap = 0;
	int rc;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	while ((rc = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 64;
			*out = mem_grow(*out, cap, sizeof(**out));
		}
		struct roster_finding *f = &(*out)[(*n)++];

		*f = (struct roster_finding){ .id = stmt_int(s, FINDING_ID),
					      .person = stmt_int(s, FINDING_ROW),
					      .closed = stmt_int(s, FINDING_CLOSED) != 0,
					      .by_itself = strcmp(stmt_text(s, FINDING_REVIEWER), list->source) == 0,
					      .in_scope = stmt_int(s, FINDING_IN_SCOPE) != 0 };
		CUT_COLUMN(f->field, s, FINDING_FIELD);
		CUT_COLUMN(f->closed_on, s, FINDING_CLOSED_ON);
		CUT_COLUMN(f->last_on, s, FINDING_LAST);
		CUT_COLUMN(f->level, s, FINDING_LEVEL);
	}
	stmt_done(s);
	if (rc < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	if (*n > 1)
		qsort(*out, *n, sizeof(**out), in_order);
	return rc;
}

struct roster_finding *roster_finding_of(struct roster_finding *list, size_t n, const struct roster_line *l,
					 const struct roster_difference *d)
{
	struct roster_finding key = { .person = l->person };

	roster_finding_field(l, d, key.field);
	struct roster_finding *f = n ? bsearch(&key, list, n, sizeof(*list), by_key) : NULL;

	while (f && f > list && by_key(f - 1, f) == 0)
		f--;
	return f;
}

/* Without a sentence from screens/: the name, and the values side by side. */
void roster_sentence_of(struct office *o, const char *source, const struct roster_comparison *c,
			const struct roster_line *l, const struct roster_difference *d, struct buf *out)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;

	if (o->roster && o->roster->sentence)
		o->roster->sentence(o->roster->sentence_arg, source, c, l, d, out);
	if (text_is_blank(out->s)) {
		roster_line_values(c, l, d, &ours, &theirs);
		buf_addf(out, "%s%s%s %s / %s", l->name, d ? " " : "", d ? roster_field_name(d->field) : "", ours.s,
			 theirs.s);
	}
	buf_release(&ours);
	buf_release(&theirs);
}

const char *roster_day(const struct roster_info *list)
{
	return strcmp(list->dated_on, clock_today()) < 0 ? list->dated_on : clock_today();
}

/* "" where screens/ says no number of days. */
static void due_day(struct office *o, int64_t household, char out[DATE_BYTES])
{
	int64_t days =
		db_int(o->db, 0, "SELECT threshold('finding_days', (SELECT place_id FROM household WHERE id = ?1), ?2)",
		       "is", household, clock_today());

	out[0] = '\0';
	if (days > 0)
		date_from_days(date_days(clock_today()) + (int)days, out);
}

int roster_make_finding(struct office *o, struct roster_places *places, const struct roster_info *list,
			const struct roster_comparison *c, const struct roster_line *l,
			const struct roster_difference *d, struct roster_finding *known, size_t n, struct err *e)
{
	char rule[CHECK_RULE_BYTES], field[192];
	struct buf content = BUF_INIT;
	const struct roster_finding *was = roster_finding_of(known, n, l, d);
	int64_t owner = l->household ? pairing_responsible(o, l->household, clock_today()) : 0;
	int64_t place = 0, id = was ? was->id : 0;
	char due[DATE_BYTES];
	bool was_there;

	roster_rule(list, rule);
	roster_finding_field(l, d, field);
	roster_sentence_of(o, list->source, c, l, d, &content);
	if (!l->household && *l->place)
		roster_place(places, l->place, &place);
	due_day(o, l->household, due);
	struct finding_new f = { .household = l->household,
				 .person = l->person,
				 .place = place,
				 .source = list->source,
				 .found_on = roster_day(list),
				 .content = content.s,
				 .due_on = due,
				 .owner = owner ? owner : o->me,
				 .rule = rule,
				 .rule_tbl = "person",
				 .rule_row = l->person,
				 .rule_field = field };

	/* A household has few, and somebody may have written the same by hand; of a village there may be thousands. */
	int rc = was || !l->household ? finding_notice_known(o, &f, &id, e) : finding_notice(o, &f, &id, &was_there, e);

	buf_release(&content);
	return rc;
}
