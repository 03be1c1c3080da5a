/* What a merge would move, and what was merged. */
#include "base/buf.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/duplicate.h"
#include "store/db.h"
#include "store/schema.h"

#include <string.h>

/* Rows of one table that point at it, by whatever column. */
static int64_t count_moves(struct office *o, const char *in, const char *table, int64_t gone, struct err *e)
{
	size_t n, refers = 0;
	const struct column *c = schema_columns(o->db, in, &n);
	struct buf sql = BUF_INIT;
	int64_t count = 0;

	buf_addf(&sql, "SELECT count(*) FROM %s WHERE ", in);
	if (schema_column(o->db, in, "deleted_on"))
		buf_adds(&sql, "deleted_on IS NULL AND ");
	buf_adds(&sql, "?1 IN (");
	for (size_t i = 0; i < n; i++)
		if (strcmp(c[i].refers, table) == 0)
			buf_addf(&sql, "%s%s", refers++ ? ", " : "", c[i].name);
	buf_adds(&sql, ")");
	if (refers > 0) {
		struct stmt *s = db_query(o->db, sql.s, e);

		if (s)
			stmt_bind(s, "i", gone);
		count = s && stmt_step(s, e) > 0 ? stmt_int(s, 0) : -1;
		stmt_done(s);
	}
	buf_release(&sql);
	return count;
}

int merge_moves(struct office *o, const char *table, int64_t gone, struct merge_move **out, size_t *n, struct err *e)
{
	size_t n_tables;
	const char *const *tables = schema_tables(o->db, &n_tables);
	struct merge_move *list = mem_alloc(n_tables * sizeof(*list));

	*out = NULL;
	*n = 0;
	for (size_t t = 0; t < n_tables; t++) {
		int64_t count = count_moves(o, tables[t], table, gone, e);

		if (count < 0) {
			mem_free(list);
			return -1;
		}
		if (count > 0)
			list[(*n)++] = (struct merge_move){ tables[t], count };
	}
	*out = list;
	return 0;
}

int merge_list(struct office *o, struct merge_told **out, size_t *n, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT m.id, m.kept, m.gone, k.name, g.name, h.head_name, m.reason, c.name, m.merged_on"
			 " FROM merge m JOIN person k ON k.id = m.kept JOIN person g ON g.id = m.gone"
			 " JOIN household h ON h.id = k.household_id LEFT JOIN cadre c ON c.id = m.cadre_id"
			 " WHERE m.tbl = 'person' AND m.deleted_on IS NULL ORDER BY m.merged_on DESC, m.id DESC",
			 e);
	struct merge_told *list = NULL;
	int rc = s ? 0 : -1;

	*out = NULL;
	*n = 0;
	while (s && (rc = stmt_step(s, e)) > 0) {
		struct merge_told *m;

		list = mem_grow(list, *n + 1, sizeof(*list));
		m = &list[(*n)++];
		memset(m, 0, sizeof(*m));
		m->id = stmt_int(s, 0);
		m->kept = stmt_int(s, 1);
		m->gone = stmt_int(s, 2);
		CUT_COLUMN(m->name[0], s, 3);
		CUT_COLUMN(m->name[1], s, 4);
		CUT_COLUMN(m->head, s, 5);
		CUT_COLUMN(m->reason, s, 6);
		CUT_COLUMN(m->who, s, 7);
		CUT_COLUMN(m->on, s, 8);
	}
	stmt_done(s);
	if (rc < 0) {
		mem_free(list);
		*n = 0;
		return -1;
	}
	*out = list;
	return 0;
}
