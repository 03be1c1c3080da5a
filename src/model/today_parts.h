/* What each matter adds to Today: of a part of the scope, or of one household. Only inside model/. */
#ifndef MODEL_TODAY_PARTS_H
#define MODEL_TODAY_PARTS_H

#include "model/campaign.h"
#include "model/scope.h"
#include "today_list.h"

/* What a step finds. */
struct today_found {
	struct today_list list;
	struct duty_counts duty;
	struct gap_counts gaps;
	int untold;
	int findings, findings_late;
};
struct today_ask {
	struct office *o;
	const struct handbook_field *f;
	size_t nf;
	bool few;               /* the scope is small: what is of it is found from its households */
	struct scope_part part; /* those that are not for parts take `one` alone */
};

int today_drafts(const struct today_ask *q, struct today_found *out, struct err *e);
/* `proposals`: with what the rules say of them, which may take long. */
int today_all_findings(const struct today_ask *q, bool proposals, struct today_found *out, struct err *e);
int today_steps(const struct today_ask *q, struct today_found *out, struct err *e);
int today_visits(const struct today_ask *q, struct today_found *out, struct err *e);
int today_tasks_here(const struct today_ask *q, struct today_found *out, struct err *e); /* of one household */
int today_gaps(const struct today_ask *q, struct today_found *out, struct err *e);

/* today_school.c: who is to be told, the back-payments to make, a lesson that is overdue, an open case whose next talk
 * or due day has come. */
int today_untold(const struct today_ask *q, struct today_found *out, struct err *e);
int today_backpay(const struct today_ask *q, struct today_found *out, struct err *e);
int today_lessons(const struct today_ask *q, struct today_found *out, struct err *e);
int today_dropouts(const struct today_ask *q, struct today_found *out, struct err *e);

#endif
