/* What a report is about: a month, a year, a term, a campaign. */
#include "base/clock.h"
#include "base/date.h"
#include "base/term.h"
#include "model/cut.h"
#include "model/metric.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void of_days(struct period *p)
{
	snprintf(p->year, sizeof(p->year), "%.4s", p->from);
	snprintf(p->spring, sizeof(p->spring), "%.4s-1", p->year);
	snprintf(p->autumn, sizeof(p->autumn), "%.4s-2", p->year);
	if (!*p->term)
		term_of(p->until, p->term);
}

static bool of_year(const char *name, struct period *p)
{
	if (strlen(name) != 4 || !date_is_valid(name))
		return false;
	snprintf(p->from, sizeof(p->from), "%.4s-01-01", name);
	snprintf(p->until, sizeof(p->until), "%.4s-12-31", name);
	return true;
}

static bool of_month(const char *name, struct period *p)
{
	if (strlen(name) != 7 || !date_is_valid(name))
		return false;
	CUT(p->month, name);
	snprintf(p->from, sizeof(p->from), "%.7s-01", name);
	date_month_end(p->from, p->until);
	return true;
}

static bool of_term(const char *name, struct period *p)
{
	if (!term_is_valid(name))
		return false;
	CUT(p->term, name);
	term_first(name, p->from);
	term_last(name, p->until);
	return true;
}

static bool of_campaign(struct office *o, const char *name, struct period *p)
{
	struct stmt *s;
	bool found = false;

	p->campaign = strtoll(name, NULL, 10);
	s = db_query(o->db, "SELECT started_on, ends_on FROM campaign WHERE id = ?1 AND deleted_on IS NULL", NULL);
	if (s) {
		stmt_bind(s, "i", p->campaign);
		if (stmt_step(s, NULL) == 1) {
			CUT(p->from, stmt_text(s, 0));
			CUT(p->until, stmt_text(s, 1));
			found = true;
		}
	}
	stmt_done(s);
	return found;
}

int period_make(struct office *o, const char *kind, const char *name, struct period *out, struct err *e)
{
	bool good = false;

	memset(out, 0, sizeof(*out));
	CUT(out->name, name);
	if (strcmp(kind, "year") == 0)
		good = of_year(name, out);
	else if (strcmp(kind, "month") == 0)
		good = of_month(name, out);
	else if (strcmp(kind, "term") == 0)
		good = of_term(name, out);
	else if (strcmp(kind, "campaign") == 0)
		good = of_campaign(o, name, out);
	else if (strcmp(kind, "none") == 0) {
		CUT(out->from, "0000-01-01");
		CUT(out->until, clock_today());
		snprintf(out->year, sizeof(out->year), "%.4s", clock_today());
		good = true;
	}
	if (!good)
		return err_set(e, ERR_INVALID, "PERIOD_BAD", name);
	of_days(out);
	if (strcmp(kind, "none") == 0)
		snprintf(out->year, sizeof(out->year), "%.4s", clock_today());
	return 0;
}

/* Campaigns stand in the order they began. */
static void shift_campaign(struct office *o, const struct period *p, int n, char name[24])
{
	int64_t id = db_int(o->db, 0,
			    n < 0 ? "SELECT id FROM campaign WHERE deleted_on IS NULL AND (started_on, id) < (?1, ?2)"
				    " ORDER BY started_on DESC, id DESC LIMIT 1"
				  : "SELECT id FROM campaign WHERE deleted_on IS NULL AND (started_on, id) > (?1, ?2)"
				    " ORDER BY started_on, id LIMIT 1",
			    "si", p->from, p->campaign);

	if (id)
		snprintf(name, 24, "%lld", (long long)id);
}

void period_shift(struct office *o, const char *kind, const struct period *p, int n, struct period *out)
{
	char name[24], moved[DATE_BYTES];

	CUT(name, p->name);
	if (strcmp(kind, "year") == 0)
		snprintf(name, sizeof(name), "%04d", atoi(p->year) + n);
	else if (strcmp(kind, "month") == 0) {
		date_add_months(p->month, n, moved);
		CUT(name, moved);
	} else if (strcmp(kind, "term") == 0)
		term_shift(p->name, n, name);
	else if (strcmp(kind, "campaign") == 0)
		shift_campaign(o, p, n, name);
	if (period_make(o, kind, name, out, NULL) < 0)
		*out = *p;
}

int period_now(struct office *o, const char *kind, struct period *out, struct err *e)
{
	char name[24] = "";

	if (strcmp(kind, "campaign") == 0)
		snprintf(name, sizeof(name), "%lld",
			 (long long)db_int(o->db, 0,
					   "SELECT id FROM campaign WHERE deleted_on IS NULL AND started_on <= ?1"
					   " ORDER BY closed_on IS NOT NULL, started_on DESC, id DESC LIMIT 1",
					   "s", clock_today()));
	else if (strcmp(kind, "term") == 0)
		term_of(clock_today(), name);
	else
		snprintf(name, sizeof(name), "%.*s", strcmp(kind, "year") == 0 ? 4 : 7, clock_today());
	return period_make(o, kind, name, out, e);
}
