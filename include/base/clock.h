/* What day it is, and when a thing happened. `--now` or BANGFU_NOW freezes the day, so that tests and a demo do not
 * depend on the calendar. Local time for days, UTC for stamps. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

bool clock_freeze(const char *iso_day); /* false if it is no YYYY-MM-DD; NULL lets the clock run again */
const char *clock_today(void);          /* YYYY-MM-DD */
void clock_stamp(char out[20]);         /* YYYY-MM-DDTHH:MM:SS, local; 08:00:00 of the frozen day when frozen */
int64_t clock_seconds(void);            /* seconds since 1970 UTC; of the frozen day at 08:00 UTC when frozen */
int64_t clock_ms(void);                 /* monotonic milliseconds, never frozen: for progress and timeouts */

#endif
