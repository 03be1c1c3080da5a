/* What an import asks of the data and remembers of its own list, one row at a time, in memory that does not grow with
 * either: what would grow is kept in temporary tables on the disk. Lookups go by an index and leave out the bin. */
#ifndef MODEL_INTAKE_H
#define MODEL_INTAKE_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* At most `most` rows with that text in that column (which must have an index). */
int intake_ids(struct office *o, const char *table, const char *column, const char *text, size_t most, int64_t *ids,
	       size_t *n, struct err *e);
/* Households may have many years: the year's rows of one. */
int intake_years(struct office *o, int64_t household, const char *year, size_t most, int64_t *ids, size_t *n,
		 struct err *e);

/* Texts are "" for NULL and good until fn returns. */
struct intake_person {
	int64_t id, household;
	bool left;
	const char *name, *birth, *id_no;
};
typedef void intake_fn(void *arg, const struct intake_person *p);
enum intake_by {
	INTAKE_ID_NO,    /* whose number begins with the text */
	INTAKE_NAME,     /* of just that name */
	INTAKE_HOUSEHOLD /* who belong to the household */
};
int intake_people(struct office *o, enum intake_by by, const char *text, int64_t household, size_t most, intake_fn *fn,
		  void *arg, struct err *e);

/* Begins the transaction of an import, and ends it. The temporary tables live as long as it does. More of the file is
 * held in memory meanwhile (INTAKE_CACHE_KIB). Where many more people come than there are it is a first load
 * (store/first_load.h). */
#define INTAKE_CACHE_KIB 16384
#define INTAKE_MANY 20000
int intake_begin(struct office *o, const char *action, int64_t people, struct err *e); /* people: about so many come */
bool intake_is_first(void); /* what it makes at its end takes a third as long as the rows did: `tell` hears of it */
int intake_commit(struct office *o, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e);
void intake_rollback(struct office *o);

/* What one row writes, between the two: kept, or taken back alone. */
int intake_mark(struct office *o, struct err *e);
int intake_unmark(struct office *o, bool keep, struct err *e);

/* The line of the list that first spoke of a row; 0: none did. */
int intake_touch(struct office *o, const char *table, int64_t id, int64_t line, struct err *e);
int64_t intake_touched(struct office *o, const char *table, int64_t id);
/* A text kept under a key; NULL if there is none, the caller frees. */
int intake_keep(struct office *o, const char *key, const char *text, struct err *e);
char *intake_kept(struct office *o, const char *key);

#endif
