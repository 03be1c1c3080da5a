/* A township and what the rules find in it. */
#ifndef SUSPECTS_TOWN_H
#define SUSPECTS_TOWN_H

#include "unit/township.h"

#include "screen/choices.h"
#include "screen/suspects.h"
#include "screen/threshold.h"

static struct screens *screens;

static inline void take_role(void *o, const char *role, const char *label)
{
	office_set_role(o, role, label);
}

static inline void take_limit(void *o, const char *key, double value)
{
	office_set_threshold(o, key, value);
}

static inline int open_town(void **state)
{
	struct err e = { 0 };

	if (fixture_open(state) < 0 || screens_open(&screens, "screens", LANG_ZH, &e) < 0)
		return -1;
	struct office *o = *state;
	clock_freeze(TOWN_TODAY);
	o->village = 0; /* the whole file */
	screens_roles(screens, take_role, o);
	screens_limits(screens, take_limit, o);
	return 0;
}

static inline int close_town(void **state)
{
	screens_close(&screens);
	return fixture_close(state);
}

static inline struct suspects collect(struct office *o, const char *only)
{
	struct suspects s = { 0 };
	struct err e = { 0 };
	const struct suspects_ask ask = { .office = o, .screens = screens, .only = only };

	if (suspects_collect(&ask, &s, &e) < 0)
		fail_msg("%s %s %s", e.field, e.word, e.arg[0]);
	return s;
}

#endif
