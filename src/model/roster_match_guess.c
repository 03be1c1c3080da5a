/* What a damaged number may have been before somebody typed it. */
#include "base/idno.h"
#include "roster_match_parts.h"

#define WHOLE 18

struct guessing {
	void (*each)(void *arg, const char *id18);
	void *arg;
};

/* Only one in eleven has the right check digit. */
static void guess(const struct guessing *g, const char *id18)
{
	if (strspn(id18, "0123456789") >= WHOLE - 1 && idno_check_digit(id18) == id18[WHOLE - 1])
		g->each(g->arg, id18);
}

static void guess_typed(const struct guessing *g, const char *id)
{
	char try[WHOLE + 1];

	memcpy(try, id, WHOLE + 1);
	for (int i = 0; i < WHOLE; i++) {
		for (const char *c = "0123456789X"; *c; c++) {
			try[i] = *c;
			if (*c != id[i])
				guess(g, try);
		}
		try[i] = id[i];
		if (i + 1 < WHOLE && id[i] != id[i + 1]) {
			try[i] = id[i + 1];
			try[i + 1] = id[i];
			guess(g, try);
			memcpy(try, id, WHOLE + 1);
		}
	}
}

static void guess_dropped(const struct guessing *g, const char *id)
{
	char try[WHOLE + 1];

	for (size_t i = 0; i < WHOLE; i++) {
		memcpy(try, id, i);
		memcpy(try + i + 1, id + i, WHOLE - i);
		for (const char *c = "0123456789X"; *c; c++) {
			try[i] = *c;
			guess(g, try);
		}
	}
}

static void guess_doubled(const struct guessing *g, const char *id)
{
	char try[WHOLE + 1];

	for (size_t i = 0; i <= WHOLE; i++) {
		memcpy(try, id, i);
		memcpy(try + i, id + i + 1, WHOLE + 1 - i);
		guess(g, try);
	}
}

void match_guess(const struct match_entry *e, void (*each)(void *arg, const char *id18), void *arg)
{
	const struct guessing g = { each, arg };

	if (e->state != MATCH_ID_BAD && e->state != MATCH_ID_LOST && e->state != MATCH_ID_OLD)
		return;
	switch (strlen(e->id)) {
	case WHOLE:
		guess_typed(&g, e->id);
		break;
	case WHOLE - 1:
		guess_dropped(&g, e->id);
		break;
	case WHOLE + 1:
		guess_doubled(&g, e->id);
		break;
	default:
		break;
	}
}
