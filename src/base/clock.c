#include "base/clock.h"

#include "base/date.h"
#include "base/err.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static char frozen[DATE_BYTES]; /* "" where the clock runs */

bool clock_freeze(const char *iso_day)
{
	if (!iso_day) {
		frozen[0] = '\0';
		return true;
	}
	if (strlen(iso_day) != DATE_BYTES - 1 || !date_is_valid(iso_day))
		return false;
	memcpy(frozen, iso_day, DATE_BYTES);
	return true;
}

static struct tm local_now(void)
{
	time_t now = time(NULL);
	struct tm tm;

	if (!localtime_r(&now, &tm))
		BUG("localtime_r");
	return tm;
}

const char *clock_today(void)
{
	static char today[DATE_BYTES];
	struct tm tm;

	if (frozen[0])
		return frozen;
	tm = local_now();
	strftime(today, sizeof(today), "%Y-%m-%d", &tm);
	return today;
}

void clock_stamp(char out[20])
{
	struct tm tm;

	if (frozen[0]) {
		snprintf(out, 20, "%sT08:00:00", frozen);
		return;
	}
	tm = local_now();
	strftime(out, 20, "%Y-%m-%dT%H:%M:%S", &tm);
}

int64_t clock_seconds(void)
{
	if (frozen[0])
		return date_days(frozen) * 86400 + 8 * 3600;
	return time(NULL);
}

int64_t clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
