/* Lines of aid have one name for years and stages, each with its own amount. */
#include "model/aid_item.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/term.h"
#include "model/aid_rule.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ONE "SELECT CASE count(*) WHEN 1 THEN max(aid_item_id) ELSE 0 END FROM "

/* The one the student is entitled to that term; else the only one in force. */
int64_t aid_item_meant(struct office *o, const char *name, const struct record *said)
{
	const char *term = record_text(said, "term");
	char day[DATE_BYTES];

	if (!term_is_valid(term))
		return 0;
	int64_t id =
		db_int(o->db, 0, ONE "entitlement WHERE person_id = ?1 AND term = ?2 AND folded(item) = folded(?3)",
		       "iss", record_int(said, "person_id"), term, name);
	if (id)
		return id;
	term_day(term, day);
	return db_int(o->db, 0,
		      ONE
		      "(SELECT id AS aid_item_id FROM aid_item WHERE folded(name) = folded(?1) AND deleted_on IS NULL"
		      " AND (valid_from IS NULL OR valid_from <= ?2)"
		      " AND (valid_to IS NULL OR substr(valid_to || '-99-99', 1, 10) >= ?2))",
		      "ss", name, day);
}

/* a|b as a JSON array; "" stays nothing. */
static void set_list(struct record *r, const char *column, const char *bars)
{
	struct buf b = BUF_INIT;

	while (*bars) {
		size_t n = strcspn(bars, "|");
		struct buf one = BUF_INIT;

		buf_add(&one, bars, n);
		buf_adds(&b, b.n ? "," : "[");
		buf_json(&b, one.s);
		buf_release(&one);
		bars += n + (bars[n] == '|');
	}
	if (b.n) {
		buf_addc(&b, ']');
		record_set(r, column, value_text(b.s));
	}
	buf_release(&b);
}

/* The month before, so that two rows of one line never hold at once. */
static void month_before(const char *month, char out[8])
{
	int months = atoi(month) * 12 + atoi(month + 5) - 2;

	snprintf(out, 8, "%04u-%02u", (unsigned)(months / 12) % 10000, (unsigned)(months % 12 + 1));
}

static int put_one(struct office *o, const struct aid_item_def *d, size_t k, struct err *e)
{
	const struct aid_amount *now = k < d->n_amounts ? &d->amount[k] : NULL;
	char until[8], season[2] = { (char)('0' + d->season), '\0' };
	struct record r;

	record_init(&r, "aid_item");
	record_set(&r, "key", value_text(d->key));
	record_set(&r, "name", value_text(d->name));
	record_set(&r, "aid_kind", value_text(d->kind));
	record_set(&r, "eligible", value_text(d->eligible));
	record_set(&r, "note", value_text(d->note));
	set_list(&r, "stages", d->stages);
	set_list(&r, "grades", d->grades);
	set_list(&r, "student_groups", d->groups);
	if (d->boarder >= 0)
		record_set(&r, "is_boarder", value_int(d->boarder));
	if (d->season)
		record_set(&r, "season", value_text(season));
	if (d->on_request)
		record_set(&r, "on_request", value_int(1));
	record_set(&r, "counts_as_income", value_int(0));
	if (now && now->amount)
		record_set(&r, "amount", value_int(now->amount));
	if (now)
		record_set(&r, "valid_from", value_text(now->from));
	if (k + 1 < d->n_amounts) {
		month_before(d->amount[k + 1].from, until);
		record_set(&r, "valid_to", value_text(until));
	}
	int rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return rc;
}

int aid_items_put(struct office *o, const struct aid_item_def *item, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k == 0 || k < item[i].n_amounts; k++)
			if (put_one(o, &item[i], k, e) < 0)
				return -1;
	return 0;
}
