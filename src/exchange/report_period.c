/* Which period somebody means. */
#include "exchange/report.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/campaign.h"
#include "screen/term_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An id, else the newest of that key or name, with its year behind it or not. */
static int find_campaign(struct office *o, const char *typed, const char *year, char name[24], struct err *e)
{
	struct campaign_info *list = NULL;
	char *wanted = text_typed(typed);
	size_t n = 0;
	int rc = campaign_list(o, false, &list, &n, e);

	name[0] = '\0';
	for (size_t i = 0; i < n && !*name; i++) {
		char id[24], dated[112];

		snprintf(id, sizeof(id), "%lld", (long long)list[i].id);
		snprintf(dated, sizeof(dated), "%s %s", list[i].name, list[i].year);
		if ((strcmp(wanted, id) == 0 || strcmp(wanted, list[i].key) == 0 || strcmp(wanted, list[i].name) == 0 ||
		     strcmp(wanted, dated) == 0) &&
		    (!*year || strcmp(year, list[i].year) == 0))
			snprintf(name, 24, "%s", id);
	}
	free(list);
	mem_free(wanted);
	if (rc == 0 && !*name)
		rc = err_set(e, ERR_MISSING, "CAMPAIGN_NONE", typed);
	return rc;
}

int report_period(struct office *o, const struct screens *s, const struct report_def *d, const char *typed,
		  const char *year, struct period *out, struct err *e)
{
	char name[24] = "", term[TERM_BYTES];
	struct date day;

	if (text_is_blank(typed)) {
		if (period_now(o, d->kind, out, e) == 0)
			return 0;
		return strcmp(d->kind, "campaign") == 0 ? err_set(e, ERR_MISSING, "CAMPAIGN_NONE", "") : -1;
	}
	if (strcmp(d->kind, "campaign") == 0 && find_campaign(o, typed, year, name, e) < 0)
		return -1;
	if (strcmp(d->kind, "term") == 0 && term_typed(s, typed, term))
		snprintf(name, sizeof(name), "%s", term);
	else if (strcmp(d->kind, "month") == 0 && date_parse(typed, clock_today(), &day) && day.month && !day.day)
		snprintf(name, sizeof(name), "%04d-%02d", day.year, day.month);
	else if (strcmp(d->kind, "year") == 0 && date_parse(typed, clock_today(), &day) && !day.month)
		snprintf(name, sizeof(name), "%04d", day.year);
	if (!*name)
		return err_set(e, ERR_INVALID, "PERIOD_BAD", typed);
	return period_make(o, d->kind, name, out, e);
}
