/* Today: what is owed, most urgent first. Every line is a fact found now. */
#ifndef MODEL_TODAY_H
#define MODEL_TODAY_H

#include "base/err.h"
#include "model/campaign.h"
#include "model/duty.h"
#include "model/handbook.h"
#include "model/office.h"

#include <stddef.h>

enum item_kind { ITEM_VISIT, ITEM_FINDING, ITEM_NOTIFY, ITEM_TASK, ITEM_GAP, ITEM_DRAFT, ITEM_NEXT /* agreed next visit */ };
struct item {
	enum item_kind kind;
	int64_t household, person, row; /* row: finding, task, draft, aid */
	char text[256];                 /* the fact's own words: the finding's content, the task's title, the draft's form */
	char word[32];                  /* key of the sentence in words.ini [today.WORD], with {1} {2} = arg */
	char arg[2][96];
	char head[64], group[48];
	char due_on[11];                /* "" none */
	int days_late;                  /* > 0 late */
};
struct today_counts {
	struct duty_counts duty;
	int findings, findings_late;
	int untold;                     /* students with paid aid and no notification that term */
	struct gap_counts gaps;
	int campaign_targets, campaign_done, campaign_late; /* of the running campaign that ends first */
	char campaign[96];
	int drafts;
};
/* Items ordered: late (longest first), then by due date, then gaps and the rest; drafts first of all. household 0: all in scope; else
 * every open item of that house. Free with free(). */
int today_items(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, struct item **out, size_t *n,
                struct err *e);
int today_count(struct office *o, const struct handbook_field *f, size_t nf, struct today_counts *out, struct err *e);

#endif
