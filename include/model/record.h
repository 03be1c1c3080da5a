/* Any row of any table as named cells: what forms, import and scripts read and write. Saving checks the rules of its
 * table (model/rules.h) and writes only what differs, in one transaction, so the journal tells exactly what changed. */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stddef.h>

struct cell {
	const char *column; /* kept (base/kept.h): cells of one name have one address for it */
	struct value value;
	bool custom; /* a bureau's own field, kept in table extra (always as text) */
};
struct record {
	char table[48];
	int64_t id;  /* 0: new; record_save mints it */
	int64_t seq; /* journal seq when it was read; 0 new */
	struct cell *cells;
	size_t n;
	char *own;  /* see record_own */
	bool whole; /* as record_blank made it */
};

void record_init(struct record *r, const char *table);
void record_release(struct record *r);
/* All columns and all extras. ERR_MISSING RECORD_GONE. */
int record_load(struct office *o, const char *table, int64_t id, struct record *out, struct err *e);
const struct value *record_get(const struct record *r, const char *column); /* NULL if the cell is not there */
const char *record_text(const struct record *r, const char *column);        /* "" if absent, null or no text */
int64_t record_int(const struct record *r, const char *column);             /* 0 likewise */
void record_set(struct record *r, const char *column, struct value v);      /* takes v over */
void record_set_custom(struct record *r, const char *column, struct value v);
/* As record_set, for a name that is kept already (base/kept.h). */
void record_put(struct record *r, const char *kept_column, struct value v);
/* Texts that were lent to it become its own: it may outlive who lent them. */
void record_own(struct record *r);
/* Where in r->cells a column is whose name is kept, or -1. */
int record_at(const struct record *r, const char *kept_column);
/* One NULL cell for every column of the table, in their order. A new row that began so is not copied to be saved: its
 * cells are handed over, and r has none when it is. */
void record_blank(struct office *o, struct record *r);
/* The last journal seq of a row and of its extras: what record_load puts into r->seq. */
int64_t record_seq(struct office *o, const char *table, int64_t id);

/* A cell that names no column is ERR_INVALID COLUMN_UNKNOWN, one of the wrong kind (a text for a number) VALUE_KIND.
 * What is refused before writing leaves an outer transaction (office_begin) sound: an import skips that row and goes
 * on. Inserts or updates. Cells that are not there are left alone (NULL in a new row, or what the rules fill in). If
 * the row changed since r->seq: ERR_CONFLICT SAVED_MEANWHILE and nothing is written; `RECORD_OVER` says the person has
 * seen that. On success r->id and r->seq are fresh. `action` NULL is "<table>.save". */
enum record_mode { RECORD_CHECKED, RECORD_OVER };
int record_save(struct office *o, struct record *r, enum record_mode mode, const char *action, struct err *e);

/* The two halves of a save, for who writes many rows in one transaction of his own: all that can be refused first, then
 * what is written. `known` (0 none) is the id of a row that the caller knows to be there or is about to write: it is
 * not looked for. s lends the texts of r, which must not change before it is written, nor be released before
 * record_own(&s->merged). Between the halves s->merged.id may be given to a new row (id_mint), so that others can point
 * at it. record_write sets r->id, and leaves r->seq as it was. Always record_saving_end, also after -1. */
struct record_saving {
	struct record old, merged;
};
int record_prepare(struct office *o, struct record *r, enum record_mode mode, int64_t known, struct record_saving *s,
		   struct err *e);
int record_write(struct office *o, struct record *r, struct record_saving *s, struct err *e);
/* New rows of one table, written by few statements: what each of them costs is shared. Ids as above. */
int record_write_many(struct office *o, struct record_saving *s, size_t n, struct err *e);
void record_saving_end(struct record_saving *s);

/* After SAVED_MEANWHILE: cells in which the stored row differs from `r` and that were changed after r->seq. */
struct clash {
	char column[64];
	struct value before, mine, theirs; /* at r->seq, in r, stored now */
	char who[64];                      /* cadre's name or "" */
	char at[24];
};
int record_clashes(struct office *o, const struct record *r, struct clash **out, size_t *n, struct err *e);
void clash_list_free(struct clash **list, size_t n);

/* The bin. Binning a household keeps its people and visits as they are; they are hidden with it. */
int record_bin(struct office *o, const char *table, int64_t id, struct err *e);
int record_restore(struct office *o, const char *table, int64_t id, struct err *e);

/* What a person calls it: 张建国, 长潭村, "2020-11-03 张建国". Caller frees; "" if it is gone. */
char *record_title(struct office *o, const char *table, int64_t id);
/* The SQL expression over a row named t that makes that title, for queries of many: the table's own words, else its
 * name, title or first text, so that a new register needs no C. False for what is no table of records. */
struct buf;
bool record_title_of(struct office *o, const char *table, struct buf *sql);
const char *record_title_sql(const char *table); /* the table's own words alone, NULL where it has none */
/* The household a row belongs to (itself for a household; through its person for aid …), 0 if none. */
int64_t record_household(struct office *o, const char *table, int64_t id);
/* Choices for a reference field: rows of `table` whose title matches `typed` (hanzi, pinyin, initials), most first
 * useful. `within`: for person, the household to prefer (0 none). *out has n items; free with ref_list_free. */
struct ref {
	int64_t id;
	char title[96];
	char note[96];
};
int record_refs(struct office *o, const char *table, const char *typed, int64_t within, size_t most, struct ref **out,
		size_t *n, struct err *e);
void ref_list_free(struct ref **list);

#endif
