/* The statement that finds the blanks of a handbook in one table. */
#ifndef MODEL_HANDBOOK_SQL_H
#define MODEL_HANDBOOK_SQL_H

#include "base/buf.h"
#include "model/handbook.h"

enum missing { MISSING_IS_NONE, MISSING_IS_ONE, MISSING_IS_EACH }; /* gaps where a household has no such row */

struct book_table {
	const char *name, *household, *title, *which;
	enum missing missing;
};
extern const struct book_table book_tables[];
extern const size_t book_tables_n;
const struct book_table *book_table_named(const char *name); /* NULL: there is none */

/* What is asked of a table: its flags one by one, or only how many are set. */
struct asked {
	struct office *o;
	const struct handbook_field *f;
	size_t nf;
	bool one; /* household, whatever the scope */
	bool summed;
	bool waivers; /* is there any blank set aside at all */
	bool stretch; /* a sum of some households of many */
	bool whole;   /* of the file, whatever the scope */
};

/* ?1 today, ?2 and ?4 the first and the last household, ?3 the year. Columns: household, row (0: missing), title, then
 * the flags (their sum alone where they are summed). For a list: only rows with a gap, in order. For a sum the order is
 * nobody's business, and sorting all people of a county would cost more than looking at them. */
void book_blanks_sql(const struct asked *q, const struct book_table *t, struct buf *sql);

#endif
