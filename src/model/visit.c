#include "model/visit.h"

#include "base/clock.h"
#include "base/mem.h"
#include "model/duty.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_MOST 5000

static void set_text(struct record *r, const char *column, const char *text, const char *otherwise)
{
	record_set(r, column, value_text(text && *text ? text : otherwise));
}

int visit_begin(struct office *o, int64_t household, bool repeat, struct record *out, struct err *e)
{
	struct stmt *s;
	int rc;

	record_init(out, "visit");
	if (db_int(o->db, 0, "SELECT id FROM household WHERE id = ?1 AND deleted_on IS NULL", "i", household) == 0)
		return err_set(e, ERR_MISSING, "RECORD_GONE", "household");
	s = db_query(o->db,
		     "SELECT visit_kind, visit_mode, content, person_met FROM visit WHERE household_id = ?1"
		     " AND deleted_on IS NULL ORDER BY visited_on DESC, id DESC LIMIT 1",
		     e);
	if (!s)
		return -1;
	stmt_bind(s, "i", household);
	rc = stmt_step(s, e);
	if (rc >= 0) {
		record_set(out, "household_id", value_int(household));
		record_set(out, "visited_on", value_text(clock_today()));
		record_set(out, "cadre_id", o->me ? value_int(o->me) : value_null());
		set_text(out, "visit_kind", rc > 0 ? stmt_text(s, 0) : NULL, office_role(o, "visit.default"));
		set_text(out, "visit_mode", rc > 0 ? stmt_text(s, 1) : NULL, office_role(o, "mode.house"));
	}
	if (rc > 0 && repeat) {
		set_text(out, "content", stmt_text(s, 2), NULL);
		set_text(out, "person_met", stmt_text(s, 3), NULL);
	}
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

bool visit_any(struct office *o, int64_t household)
{
	return db_int(o->db, 0, "SELECT EXISTS (SELECT 1 FROM visit WHERE household_id = ?1 AND deleted_on IS NULL)",
		      "i", household) != 0;
}

static bool is_neighbour(struct office *o, int64_t a, int64_t b)
{
	return db_int(o->db, 0,
		      "SELECT x.place_id IS y.place_id AND x.village_group = y.village_group"
		      " FROM household x, household y WHERE x.id = ?1 AND y.id = ?2",
		      "ii", a, b) == 1;
}

/* A district is not looked through for the next one: who walks stays in the village. */
static int owed(struct office *o, int64_t after, struct duty **out, size_t *n)
{
	struct office here = *o;
	int64_t households = scope_size(o, NEAR_MOST + 1);

	if (households > NEAR_MOST) {
		here.scope = SCOPE_VILLAGE;
		here.village = db_int(o->db, 0, "SELECT place_id FROM household WHERE id = ?1", "i", after);
		households = scope_size(&here, NEAR_MOST + 1);
	}
	return households > NEAR_MOST ? -1 : duty_list(&here, clock_today(), out, n, NULL);
}

int64_t visit_next_household(struct office *o, int64_t after)
{
	struct duty *list = NULL;
	size_t n = 0, i;
	int64_t first = 0, near = 0;

	if (owed(o, after, &list, &n) < 0)
		return 0;
	for (i = 0; i < n && !near; i++) {
		if (list[i].household == after || list[i].state == DUTY_NONE || list[i].state == DUTY_DONE)
			continue;
		if (!first)
			first = list[i].household;
		if (is_neighbour(o, after, list[i].household))
			near = list[i].household;
	}
	free(list);
	return near ? near : first;
}
