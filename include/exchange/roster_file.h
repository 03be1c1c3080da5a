/* A list from another bureau into a roster (model/roster.h): the header row found as exchange/import.h finds it,
 * headings mapped to roster fields (a mapping saved for this source wins; a person may change it), raw cells kept as
 * they came. Blank, title and total rows are skipped. Errors as exchange/import.h: IMPORT_NO_HEADER, ROSTER_NO_NAME
 * (neither name nor ID among the headings). */
#ifndef EXCHANGE_ROSTER_FILE_H
#define EXCHANGE_ROSTER_FILE_H

#include "base/err.h"
#include "model/roster.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct roster_file;

/* Columns come mapped by choices.ini [choice.roster_field] and by what was said of this source's headings before;
 * `source` may be "" while it is not known yet. */
int roster_file_open(struct roster_file **out, struct office *o, const struct screens *s, const char *path,
		     const char *source, struct err *e);
void roster_file_close(struct roster_file **f);
size_t roster_file_columns(const struct roster_file *f);
const char *roster_file_heading(const struct roster_file *f, size_t column);
int roster_file_field(const struct roster_file *f, size_t column);     /* enum roster_field, −1 none */
void roster_file_map(struct roster_file *f, size_t column, int field); /* −1: none; a field stands once */
/* What the headings make it look like, for a person to confirm. */
enum roster_claim roster_file_guess(const struct roster_file *f);
/* The rows that count, for looking at: cells live until the next call. 1, 0 at the end, −1. */
int roster_file_peek(struct roster_file *f, size_t row, const char *const **cells, size_t *n, struct err *e);
/* Asked now and then while it is loaded, with the rows so far: true stops it, ERR_CANCEL, and nothing is saved. */
void roster_file_watch(struct roster_file *f, bool (*stop)(void *arg, int64_t rows), void *arg);
/* Loads it; the mapping is saved for the source (setting roster.mapping.SOURCE: heading → field). Where the same list
 * was loaded before, *again is true and *roster is that round, read as the columns are mapped now. */
int roster_file_load(struct roster_file *f, const char *claim, const char *dated_on, const char *term, int64_t *roster,
		     int64_t *rows, bool *again, struct err *e);
/* Compares; where it is our facts with the newest round of one list, what the round before left is settled first
 * (roster_settle). */
int roster_round(struct office *o, const int64_t *side, size_t sides, struct roster_comparison *out,
		 struct roster_settled *settled, struct err *e);

/* Gives the office the labels of choices.ini for comparing (roster_set_labels). `s` must outlive the office. */
void roster_file_labels(struct office *o, const struct screens *s);

#endif
