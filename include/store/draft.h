/* Drafts: a half-filled form, stored before the next key is read. A commit survives kill -9 at once (WAL,
 * synchronous=NORMAL for this one write) and a power cut after draft_sync. Not journaled. One draft per form, row (0: a
 * new record of that form for that parent) and program: what another program that runs is filling in is not seen; what
 * one left that ended or was killed is anybody's. */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

struct draft {
	int64_t id; /* 0: not stored yet; draft_put fills it in */
	char form[64];
	int64_t row;           /* record being edited, or 0 */
	int64_t parent;        /* household (or other record) a new one belongs to, or 0 */
	int64_t base_seq;      /* journal_seq of the record when the form was opened */
	char form_version[24]; /* of the form that wrote it (screen/form.h) */
	char focus[64];        /* field the cursor stood on */
	int64_t cursor;        /* byte index in it */
	char at[24];
	char *cells; /* JSON object: column → text as typed; answers of fields the form no longer has stay in it */
};

int draft_put(struct db *db, struct draft *d, struct err *e);
int draft_sync(struct db *db, struct err *e); /* fsync what draft_put wrote; the program calls it within a second */
/* 1 found, 0 none. Of several the own one, else the newest left, which is this program's from then on. */
int draft_get(struct db *db, const char *form, int64_t row, int64_t parent, struct draft *out, struct err *e);
int draft_list(struct db *db, struct draft **out, size_t *n, struct err *e); /* own and left ones, newest first */
int draft_count(struct db *db);                                              /* of them */
int draft_drop(struct db *db, int64_t id, struct err *e); /* inside a transaction: the save and the drop are one */
void draft_release(struct draft *d);
void draft_list_free(struct draft **list, size_t n);

#endif
