/* Rules set aside for one record. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/check.h"
#include "model/cut.h"
#include "model/record.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

int waiver_add(struct office *o, const char *rule, const char *table, int64_t row, const char *reason,
	       const char *until, int64_t *id, struct err *e)
{
	struct record r;
	int rc;

	if (text_is_blank(reason))
		return err_field(e, "reason", "WAIVER_REASON");
	if (until && *until && strcmp(until, clock_today()) < 0)
		return err_field(e, "until", "WAIVER_PAST", until);
	record_init(&r, "rule_waiver");
	record_set(&r, "rule", value_text(rule));
	record_set(&r, "tbl", value_text(table));
	record_set(&r, "row", value_int(row));
	record_set(&r, "reason", value_text(reason));
	record_set(&r, "waived_on", value_text(clock_today()));
	if (o->me)
		record_set(&r, "cadre_id", value_int(o->me));
	if (until && *until)
		record_set(&r, "until", value_text(until));
	rc = record_save(o, &r, RECORD_OVER, NULL, e);
	if (rc == 0 && id)
		*id = r.id;
	record_release(&r);
	return rc;
}

static int compare(const char *rule, const char *table, int64_t row, const struct waiver *w)
{
	int order = strcmp(rule, w->rule);

	if (order == 0)
		order = strcmp(table, w->table);
	return order ? order : (row > w->row) - (row < w->row);
}

static int by_key(const void *a, const void *b)
{
	const struct waiver *x = a;

	return compare(x->rule, x->table, x->row, b);
}

int waiver_list(struct office *o, struct waiver **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT id, row, rule, tbl, until, reason FROM rule_waiver WHERE deleted_on IS NULL"
				  " AND (until IS NULL OR until >= ?1)",
				  e);
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	stmt_bind(s, "s", clock_today());
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct waiver *w = &(*out)[(*n)++];
		*w = (struct waiver){ .id = stmt_int(s, 0), .row = stmt_int(s, 1) };
		CUT_COLUMN(w->rule, s, 2);
		CUT_COLUMN(w->table, s, 3);
		CUT_COLUMN(w->until, s, 4);
		CUT_COLUMN(w->reason, s, 5);
	}
	stmt_done(s);
	if (*n)
		qsort(*out, *n, sizeof **out, by_key);
	return got;
}

const struct waiver *waiver_find(const struct waiver *list, size_t n, const char *rule, const char *table, int64_t row)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = compare(rule, table, row, &list[mid]);

		if (order == 0)
			return &list[mid];
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}
