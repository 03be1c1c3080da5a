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

static bool begins(const char *text, const char *with)
{
	char *typed = text_typed(text);
	bool so = *with && strncmp(typed, with, strlen(with)) == 0;

	mem_free(typed);
	return so;
}

static bool is_meant(const struct campaign_info *i, const char *wanted, bool by_beginning)
{
	char id[24], dated[112];

	snprintf(id, sizeof(id), "%lld", (long long)i->id);
	snprintf(dated, sizeof(dated), "%s %s", i->name, i->year);
	if (by_beginning)
		return begins(i->key, wanted) || begins(dated, wanted);
	return strcmp(wanted, id) == 0 || strcmp(wanted, i->key) == 0 || strcmp(wanted, i->name) == 0 ||
	       strcmp(wanted, dated) == 0;
}

static int no_such(const struct campaign_info *list, size_t n, const char *typed, struct err *e)
{
	struct buf names = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_addf(&names, "%s%s %s", i ? " / " : "", list[i].name, list[i].year);
	err_set(e, ERR_MISSING, n ? "CAMPAIGN_NONE_OF" : "CAMPAIGN_NONE", typed, names.s);
	buf_release(&names);
	return -1;
}

/* An id, else the newest of that key or name, with its year behind it or not, else the newest that begins so. */
static int find_campaign(struct office *o, const char *typed, const char *year, char name[24], struct err *e)
{
	struct campaign_info *list = NULL;
	char *wanted = text_typed(typed);
	size_t n = 0;
	int rc = campaign_list(o, false, &list, &n, e);

	name[0] = '\0';
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n && !*name; i++)
			if (is_meant(&list[i], wanted, pass > 0) && (!*year || strcmp(year, list[i].year) == 0))
				snprintf(name, 24, "%lld", (long long)list[i].id);
	if (rc == 0 && !*name)
		rc = no_such(list, n, typed, e);
	free(list);
	mem_free(wanted);
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
