#include "model/past.h"

#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"

#include <string.h>

void past_release(struct value *cells, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		value_release(&cells[i]);
	mem_free(cells);
}

int past_extra(struct office *o, int64_t extra, int64_t seq, struct value *out, bool *exists, struct err *e)
{
	size_t n_columns, n = 0, i;
	const struct column *columns = schema_columns(o->db, "extra", &n_columns);
	struct value *cells = NULL;

	*out = value_null();
	*exists = false;
	if (journal_row_at(o->db, "extra", extra, seq, &cells, &n, exists, e) < 0)
		return -1;
	for (i = 0; *exists && i < n && i < n_columns; i++)
		if (strcmp(columns[i].name, "value") == 0)
			*out = value_copy(&cells[i]);
	past_release(cells, n);
	return 0;
}

bool past_extra_owner(struct office *o, int64_t extra, char tbl[48], int64_t *row, char field[64])
{
	struct stmt *s = db_query(o->db,
				  "SELECT tbl, row, field FROM extra WHERE id = ?1 UNION ALL"
				  " SELECT json_extract(cols, '$.tbl[0]'), json_extract(cols, '$.row[0]'),"
				  " json_extract(cols, '$.field[0]') FROM change"
				  " WHERE tbl = 'extra' AND row = ?1 AND op = 'D' LIMIT 1",
				  NULL);
	bool known;

	tbl[0] = field[0] = '\0';
	*row = 0;
	if (!s)
		return false;
	stmt_bind(s, "i", extra);
	known = stmt_step(s, NULL) > 0;
	if (known) {
		cut_copy(tbl, 48, stmt_text(s, 0));
		*row = stmt_int(s, 1);
		cut_copy(field, 64, stmt_text(s, 2));
	}
	stmt_done(s);
	return known;
}

struct stmt *past_extras(struct office *o, const char *table, int64_t row, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT id, field FROM extra WHERE tbl = ?1 AND row = ?2 UNION"
				  " SELECT row, json_extract(cols, '$.field[0]') FROM change"
				  " WHERE tbl = 'extra' AND op = 'D' AND json_extract(cols, '$.tbl[0]') = ?1"
				  " AND json_extract(cols, '$.row[0]') = ?2 ORDER BY 2, 1",
				  e);

	if (s)
		stmt_bind(s, "si", table, row);
	return s;
}
