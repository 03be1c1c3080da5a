/* What the parts of the import share. Private to exchange/. */
#ifndef EXCHANGE_IMPORT_PARTS_H
#define EXCHANGE_IMPORT_PARTS_H

#include "base/buf.h"
#include "base/value.h"
#include "exchange/import.h"
#include "exchange/rows.h"
#include "list_head.h"
#include "model/record.h"
#include "screen/form.h"
#include "strmap.h"

#include <stdint.h>
#include <stdio.h>

/* What a column of the file is for. */
enum target_kind {
	TARGET_NONE,  /* nothing we hold */
	TARGET_FIELD, /* a field of a row we write */
	TARGET_LINK,  /* a field of the household or person a row belongs to: finds it, is never written */
	TARGET_PLACE, /* a level of the place: `level` */
	TARGET_DAY,   /* the day the list was made: its year, where no column says the year */
	TARGET_OURS   /* line, reason and repair of a refused file */
};
struct target {
	enum target_kind kind;
	const struct form *form;
	const struct field *field;
	const struct choice *level;
};

/* A column of the form's table that points at another row. */
struct link {
	char column[64];
	const char *table;         /* it points at */
	const struct field *field; /* NULL: the form does not show it */
};
#define LINKS_MOST 12

struct household_seen {
	char *key;
	char head[24]; /* first 18 of the head's number, "" not said */
	bool *done;    /* by column of the file: this list has said it; the last one is the place */
};
#define SEEN_MOST 512 /* in memory; the others in the database (model/intake.h) */
#define KNOWN_MOST 50000

/* Cells every row of a person list is asked for. */
enum list_cell {
	CELL_NUMBER,
	CELL_HEAD_NAME,
	CELL_HEAD_ID,
	CELL_YEAR,
	CELL_ID,
	CELL_ID_KIND,
	CELL_NAME,
	CELL_BIRTH,
	CELL_RELATION,
	LIST_CELLS
};
enum part { PART_NONE, PART_HOUSEHOLD, PART_YEAR, PART_PERSON };
/* What a column is for, told once for all rows. */
struct column_fact {
	const char *name; /* of its field, kept (base/kept.h); NULL: it fills none */
	bool used, tells, household, day;
	bool is_name;      /* of a person */
	bool again;        /* the same words come again and again (import_memo.c) */
	const char *table; /* kept; NULL: none of its fields are filled */
	enum { ID_OTHER, ID_PERSON, ID_HEAD } id;
	enum part part; /* of the table it fills */
};
struct memo;
struct queue;

struct import {
	struct office *o;
	const struct screens *s;
	char *kind, *path, *refused_path;
	const struct form *form; /* NULL: the registry */
	const struct choice_list *places, *totals;
	struct import_column *column;
	struct target *target;
	char **heading;
	size_t n;
	struct header_at header;
	char label[96]; /* how it is written: import_encoding */
	char today[11];
	uint64_t hash; /* of the headings */
	bool mapped_by_hand, refused_made;
	struct strmap meaning; /* heading → index in meant */
	struct target *meant;
	size_t n_meant;
	struct link link[LINKS_MOST];
	size_t n_links;

	struct column_fact *fact; /* by column, with `at`: from the pass on */
	int at[LIST_CELLS];       /* column, or -1 */
	char **heading_key;       /* text_heading of each heading */

	/* of one pass over the file */
	struct strmap households; /* number (and year) → index in seen */
	struct strmap known;      /* text of a reference → id */
	struct strmap made;       /* places this list made */
	struct household_seen seen[SEEN_MOST];
	size_t n_seen;
	bool spilled;                /* households were put away */
	struct household_seen *last; /* of the row before */
	bool *done;                  /* of the row at hand, until it is written */
	struct queue *queue;         /* of new rows not written yet */
	struct memo *memo;           /* what cells were read as (import_memo.c) */
	struct buf place_key;        /* of the row before … */
	int64_t place;               /* … and the village it named */
	char last_number[64];        /* the household found last, and its id */
	int64_t last_household;
	int64_t expected;    /* rows, about */
	bool waits;          /* new rows may wait in the queue */
	bool quiet;          /* nobody reads what changes */
	bool broken;         /* of rows that waited together some were refused: nobody knows which */
	struct value *above; /* household cells of the row above, by column */
	bool has_above, numbers_repeat;
	struct left *left; /* of refused rows, written at the end */
	size_t n_left;
};

/* One row while it is judged. */
struct line {
	const char *const *cells; /* as the file has them, or `filled` */
	size_t n;
	const char **filled; /* with what is merged over the row */
	struct value *value; /* by column; NULL where blank */
	struct import_row row;
	struct buf changes; /* what an update changes; notes */
	struct buf notes;
	bool added, changed;
	char cert[24];               /* the disability certificate that stood in place of the person's ID */
	const struct form *at_fault; /* form of the field an error names */
	struct record said;          /* of a form's list: the row as one record, as far as it was read */
};

/* import_target.c: what headings mean. */
void targets_learn(struct import *i);
void targets_forget(struct import *i);
struct target target_of_heading(const struct import *i, const char *heading);
bool target_named(const struct import *i, const char *table, const char *column, struct target *out);
void target_column(const struct import *i, const struct target *t, struct import_column *out);
bool target_is_used(const struct target *t);
bool column_tells_rows(const struct import *i, size_t c); /* which row, or whose: a key, a reference, a place */
int target_check(const struct import *i, struct err *e);  /* IMPORT_NO_KEY */
bool is_household_target(const struct import *i, const struct target *t);
const struct form *form_of_field(const struct import *i, const char *table, const char *column,
				 const struct field **field);

/* import_cells.c: cells to values. */
bool line_is_skipped(const struct import *i, const struct line *l);
int line_parse(struct import *i, struct line *l, struct err *e);
const struct value *line_value(const struct import *i, const struct line *l, const char *table, const char *column);
const char *line_text(const struct import *i, const struct line *l, const char *table, const char *column);
const char *line_cell(const struct import *i, const struct line *l, enum list_cell cell);
bool line_says(const struct import *i, const struct line *l, enum part part);

/* import_memo.c: lists say the same few words in a column again and again. */
bool memo_get(struct import *i, size_t column, const char *text, struct value *v); /* lent to the row at hand */
void memo_put(struct import *i, size_t column, const char *text, struct value *v); /* takes v over, and lends it */
void memo_forget(struct import *i);
/* import_facts.c */
void facts_learn(struct import *i);
void facts_forget(struct import *i);
/* import_seen.c: the households a list has spoken of, by number (or id) and year. */
struct household_seen *seen_of(struct import *i, const char *key, struct err *e);
void seen_forget(struct import *i);
void line_note(const struct import *i, struct line *l, const char *key, const char *arg);

/* import_merge.c: cells laid over a stored row; only what differs is saved. */
struct merge {
	const char *table;   /* kept (base/kept.h) */
	struct record now;   /* as stored; id 0: new */
	struct record fresh; /* cells to be saved, lent by the line; of a new row all, NULL where nothing is said */
	struct record_saving saving;
	bool ready; /* to be written */
};
int merge_begin(struct import *i, struct merge *m, const char *table, int64_t id, struct err *e);
void merge_release(struct merge *m);
/* The name is kept (base/kept.h). v is lent: it stays until the row is written. */
void merge_set(struct import *i, struct line *l, struct merge *m, const char *column, const struct field *f,
	       const struct value *v);
void merge_cells(struct import *i, struct line *l, struct merge *m, bool *done);
void merge_presets(struct import *i, struct merge *m);
int merge_incoming(struct import *i, struct line *l, const struct merge *m, struct err *e);
int merge_once(struct import *i, struct line *l, const struct merge *m, struct err *e);
/* The two halves of merge_save: what can be refused, and the writing. `known`: as in record_prepare. */
int merge_ready(struct import *i, struct line *l, struct merge *m, int64_t known, struct err *e);
int merge_write(struct import *i, struct line *l, struct merge *m, struct err *e);
/* Around all that one row writes, `rc` what came of it: all of it, or nothing. */
int merge_row_begin(struct import *i, struct err *e);
int merge_row_end(struct import *i, int rc, struct err *e);
int merge_save(struct import *i, struct line *l, struct merge *m, struct err *e);

/* import_queue.c: rows of a person list that wait to be written together. Nothing is looked up that one of them could
 * be: then they are written first. */
int queue_add(struct import *i, struct merge *m, struct err *e); /* takes m->saving over */
int queue_flush(struct import *i, struct err *e);
void queue_drop(struct import *i);
bool queue_has_household(const struct import *i, int64_t id);
bool queue_is_about(const struct import *i, int64_t household);         /* it, or people of it */
int64_t queue_household_of(const struct import *i, const char *number); /* 0: none */
/* Who has that number, or that name in that household (0: just that name anywhere, where no number is asked for). */
bool queue_has_person(const struct import *i, int64_t household, const char *idno, const char *name);

/* import_find.c: rows that are already there. */
int find_household(struct import *i, const char *number, int64_t *id, struct err *e);
int find_household_of_head(struct import *i, const char *name, int64_t *id, struct err *e);
int find_person(struct import *i, int64_t household, const char *idno, const char *name, const char *birth, int64_t *id,
		int64_t *lives_in, struct err *e);
int find_ref(struct import *i, const char *table, const char *title, int64_t household, int64_t *id, struct err *e);
/* The village the row names, 0 if none. With `make`, what is not there is made; else *missing says so. */
int find_place(struct import *i, const struct line *l, bool make, int64_t *id, bool *missing, struct err *e);
/* Notes what is unusual about the village a household comes to: made by this list, or not the office's own. */
int place_note(struct import *i, struct line *l, int64_t place, struct err *e);
int find_by_key(struct import *i, const struct record *wanted, int64_t *id, struct err *e);
int find_year(struct import *i, int64_t household, const char *year, int64_t *id, struct err *e);
char *find_lost_id(struct import *i, const char *mangled, const char *name);
void first18(const char *idno, char out[24]);

/* import.c, import_run.c */
/* What the headings of a kind mean, without a file: for the export. NULL: IMPORT_KIND. */
struct import *import_meaning(struct office *o, const struct screens *s, const char *kind, struct err *e);
int import_mapping_save(struct import *i, struct err *e);
void import_pass_end(struct import *i);

/* import_registry.c, import_form.c: one row judged and written. -1: refused, or worse (see err code). */
int person_row(struct import *i, struct line *l, int64_t household, int64_t person, struct err *e);
int registry_row(struct import *i, struct line *l, struct err *e);
int form_row(struct import *i, struct line *l, struct err *e);
/* import_left.c: what a refused row leaves behind (model/rules.h), written when all rows are. */
void left_keep(struct import *i, const struct line *l, const struct err *why);
int left_write(struct import *i, struct err *e);
void left_forget(struct import *i);
/* import_repair.c */
void repair_propose(struct import *i, struct line *l, const struct err *e);

#endif
