/* Limits of rules (table `threshold`): the line of the nearest place whose days include the one asked about, else the
 * line for everywhere, else the default. SQL says threshold('income_line', place_id, day). */
#ifndef STORE_THRESHOLD_H
#define STORE_THRESHOLD_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* What holds where no row says anything, at every place and on every day. Lives as long as the db; a second call
 * replaces the first. */
void db_set_threshold(struct db *db, const char *key, double value);
/* Called once, when a limit is first asked for: it sets them all. */
typedef void threshold_source(void *arg);
void db_set_threshold_source(struct db *db, threshold_source *set, void *arg);
/* As SQL's threshold(): place 0 asks for what holds everywhere. `day` may be a month or a year: then a line that holds
 * on part of it counts. Of several lines of one place the one that began last holds. False (NULL in SQL): no such key,
 * or `day` is no date. Lines in the bin do not count. What this or another program writes is seen at once. */
bool db_threshold(struct db *db, const char *key, int64_t place, const char *day, double *value);

#endif
