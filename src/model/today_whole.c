/* Today all at once: of the whole scope, or of one household. */
#include "model/today.h"

#include "today_parts.h"

int today_load(struct office *o, const struct handbook_field *f, size_t nf, struct today_counts *counts,
	       struct item **out, size_t *n, struct err *e)
{
	struct today_work *w;
	int more = today_begin(&w, o, f, nf, e) < 0 ? -1 : 1;

	*out = NULL;
	*n = 0;
	*counts = (struct today_counts){ 0 };
	while (more > 0)
		more = today_step(w, e);
	if (more == 0) {
		today_counts_of(w, counts);
		today_items_of(w, NULL, 0, out, n);
	}
	today_end(&w);
	return more;
}

static int gather_one(const struct today_ask *q, struct today_found *out, struct err *e)
{
	return today_drafts(q, out, e) || today_visits(q, out, e) || today_all_findings(q, true, out, e) ||
			       today_untold(q, out, e) || today_backpay(q, out, e) || today_lessons(q, out, e) ||
			       today_dropouts(q, out, e) || today_tasks_here(q, out, e) || today_steps(q, out, e) ||
			       today_gaps(q, out, e)
		       ? -1
		       : 0;
}

int today_items(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, struct item **out,
		size_t *n, struct err *e)
{
	struct today_ask q = { .o = o, .f = f, .nf = nf, .part = scope_one(household) };
	struct today_found found = { .list.whole = true };
	struct today_counts counts;
	int rc;

	*out = NULL;
	*n = 0;
	if (!household)
		return today_load(o, f, nf, &counts, out, n, e);
	rc = gather_one(&q, &found, e);
	if (rc == 0)
		today_take(&found.list, out, n);
	today_clear(&found.list);
	return rc;
}
