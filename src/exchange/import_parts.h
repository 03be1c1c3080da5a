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
	int64_t id;
	char head[24]; /* first 18 of the head's number, "" not said */
	bool *done;    /* by column of the file: this list has said it */
};

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

	/* of one pass over the file */
	struct strmap households; /* number (and year) → index in seen */
	struct strmap known;      /* text of a reference → id */
	struct strmap touched;    /* "person 17" → line: what this list has already spoken of */
	struct household_seen *seen;
	size_t n_seen;
	struct value *above; /* household cells of the row above, by column */
	bool has_above, numbers_repeat;
	int64_t *refused; /* lines refused in the first pass, rising */
	size_t n_refused;
	struct left *left; /* what they leave behind, written by the second */
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
bool line_says(const struct import *i, const struct line *l, const char *table);
void line_note(const struct import *i, struct line *l, const char *key, const char *arg);

/* import_merge.c: cells laid over a stored row; only what differs is saved. */
struct merge {
	struct record now;   /* as stored; id 0: new */
	struct record fresh; /* cells to be saved */
};
int merge_begin(struct import *i, struct merge *m, const char *table, int64_t id, struct err *e);
void merge_release(struct merge *m);
void merge_set(struct import *i, struct line *l, struct merge *m, const char *column, const struct field *f,
	       const struct value *v);
void merge_cells(struct import *i, struct line *l, struct merge *m, bool *done);
void merge_presets(struct import *i, struct merge *m);
int merge_incoming(struct import *i, struct line *l, const struct merge *m, struct err *e);
int merge_once(struct import *i, struct line *l, const struct merge *m, struct err *e);
int merge_save(struct import *i, struct line *l, struct merge *m, struct err *e);

/* import_find.c: rows that are already there. */
int find_household(struct import *i, const char *number, int64_t *id, struct err *e);
int find_household_of_head(struct import *i, const char *name, int64_t *id, struct err *e);
int find_person(struct import *i, int64_t household, const char *idno, const char *name, const char *birth, int64_t *id,
		int64_t *lives_in, struct err *e);
int find_ref(struct import *i, const char *table, const char *title, int64_t household, int64_t *id, struct err *e);
int find_place(struct import *i, const struct line *l, int64_t *id, struct err *e);
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
void registry_pass_over(struct import *i, struct line *l); /* a refused row: those below may lean on it */
int registry_row(struct import *i, struct line *l, struct err *e);
int form_row(struct import *i, struct line *l, struct err *e);
/* import_left.c: what a refused row leaves behind (model/rules.h). Kept by the pass that judges, written by the one
 * that writes. */
void left_keep(struct import *i, const struct line *l, const struct err *why);
int left_write(struct import *i, struct err *e);
void left_forget(struct import *i);
/* import_repair.c */
void repair_propose(struct import *i, struct line *l, const struct err *e);

#endif
