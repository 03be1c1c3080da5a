#include "base/id.h"

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <sys/random.h>

#define SECONDS_TO_2020 INT64_C(1577836800)

static bool started;
static uint32_t counter;
static int64_t last;

int64_t id_mint(void)
{
	int64_t seconds = clock_seconds() - SECONDS_TO_2020, id;

	if (!started && getrandom(&counter, sizeof(counter), 0) != (ssize_t)sizeof(counter))
		BUG("getrandom");
	started = true;
	if (seconds < 0)
		seconds = 0;
	if (seconds > INT32_MAX)
		seconds = INT32_MAX;
	id = seconds << 32 | counter++;
	/* the clock was set back, or the counter came round within a second */
	if (id <= last)
		id = last + 1;
	last = id;
	return id;
}

void id_seed(uint32_t seed)
{
	started = true;
	counter = seed;
	last = 0;
}
