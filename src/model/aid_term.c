#include "base/mem.h"
#include "model/aid.h"
#include "model/cut.h"
#include "store/db.h"

#include <string.h>

/* clang-format off */
#define STATES(in) " count(CASE WHEN a.state IN (" in ") THEN 1 END), "
static const char terms_sql[] =
	"SELECT t.term, coalesce(l.locked_on, ''), coalesce(c.name, ''), count(a.id),"
	STATES("'applied', 'reviewed'") STATES("'posted'") STATES("'locked'") STATES("'reported'")
	STATES("'paid', 'backpaid'") STATES("'rejected', 'returned'")
	" count(CASE WHEN a.backpay = 1 THEN 1 END)"
	" FROM (SELECT term FROM aid WHERE deleted_on IS NULL UNION SELECT term FROM term_lock WHERE deleted_on IS NULL) t"
	" LEFT JOIN aid a ON a.term = t.term AND a.deleted_on IS NULL"
	" LEFT JOIN term_lock l ON l.id = (SELECT min(id) FROM term_lock WHERE term = t.term AND unlocked_on IS NULL"
	" AND deleted_on IS NULL)"
	" LEFT JOIN cadre c ON c.id = l.cadre_id GROUP BY t.term ORDER BY t.term DESC";
/* clang-format on */

int aid_terms(struct office *o, struct aid_term **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db, terms_sql, e);
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	while ((got = stmt_step(s, e)) > 0) {
		*out = mem_grow(*out, *n + 1, sizeof **out);
		struct aid_term *t = &(*out)[(*n)++];
		int *const count[] = { &t->all,      &t->waiting, &t->posted, &t->locked,
				       &t->reported, &t->paid,    &t->back,   &t->late };
		memset(t, 0, sizeof *t);
		CUT_COLUMN(t->term, s, 0);
		CUT_COLUMN(t->locked_on, s, 1);
		CUT_COLUMN(t->locked_by, s, 2);
		for (size_t i = 0; i < sizeof count / sizeof count[0]; i++)
			*count[i] = (int)stmt_int(s, (int)i + 3);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}
