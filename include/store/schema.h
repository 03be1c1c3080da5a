/* The schema: commented SQL in src/store/schema/NNNN_name.sql, one file a version, built in at compile time in order.
 * What those files say about a column is the manual of the data. Journal triggers are generated from the tables
 * afterwards (store/journal.h), views from the last file. A migration runs in one transaction; user_version is the
 * number of the last file. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

#define SCHEMA_APPLICATION_ID 0x62616e67 /* "bang" */
#define SCHEMA_HALF_MADE_ID 0x62616e3f   /* "ban?": store/bulk.h was not done */
int schema_version(void);                /* the version this program writes */
int schema_migrate(struct db *db, int from, struct err *e);

struct column {
	const char *name; /* kept (base/kept.h) */
	char type;        /* 'T' text · 'I' integer · 'R' real, as declared in the STRICT table */
	bool not_null;
	char refers[64]; /* table of its REFERENCES, or "" */
};
/* Columns of a table in order; cached in the db, which owns them. NULL and 0 for an unknown table. */
const struct column *schema_columns(struct db *db, const char *table, size_t *n);
const struct column *schema_column(struct db *db, const char *table, const char *name);
/* True for tables whose writes are journaled: everything but change, context, draft, replaced, setting, search_*,
 * sqlite_*. */
bool schema_is_journaled(const char *table);
/* Journaled table names, sorted; the db owns them. */
const char *const *schema_tables(struct db *db, size_t *n);

#endif
