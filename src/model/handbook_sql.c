#include "handbook_sql.h"

#include "model/scope.h"

#include <string.h>

const struct book_table book_tables[] = {
	{ "household", "t.id", "t.head_name", "1", MISSING_IS_NONE },
	{ "household_year", "t.household_id", "t.year", "t.year = ?3", MISSING_IS_EACH },
	{ "person", "t.household_id", "t.name", "(t.left_on IS NULL OR t.left_on > substr(?1, 1, length(t.left_on)))",
	  MISSING_IS_NONE },
	{ "pairing", "t.household_id", "(SELECT name FROM cadre WHERE id = t.cadre_id)", "1", MISSING_IS_ONE },
	{ "measure", "t.household_id", "coalesce(t.project, t.measure_kind, t.year)", "1", MISSING_IS_ONE },
	{ "visit", "t.household_id", "t.visited_on", "1", MISSING_IS_ONE },
	{ "effect", "t.household_id", "t.noted_on", "1", MISSING_IS_ONE },
	{ "monitoring_case", "t.household_id", "t.clue_on", "1", MISSING_IS_NONE },
};

const size_t book_tables_n = sizeof book_tables / sizeof book_tables[0];

const struct book_table *book_table_named(const char *name)
{
	for (size_t i = 0; i < book_tables_n; i++)
		if (!strcmp(book_tables[i].name, name))
			return &book_tables[i];
	return NULL;
}

static void quoted(struct buf *sql, const char *s, char mark)
{
	buf_addc(sql, mark);
	for (const char *at; (at = strchr(s, mark)); s = at + 1) {
		buf_add(sql, s, (size_t)(at - s) + 1);
		buf_addc(sql, mark);
	}
	buf_adds(sql, s);
	buf_addc(sql, mark);
}

/* A text of a hundred fields is written at every opening of a page: without a format to be read each time. */
static void between(struct buf *sql, const char *before, const char *text, const char *after)
{
	buf_adds(sql, before);
	buf_adds(sql, text);
	buf_adds(sql, after);
}

/* The name of the nth flag. */
static void flag_name(struct buf *sql, const char *before, size_t n)
{
	buf_adds(sql, before);
	buf_addc(sql, (char)('0' + n / 100 % 10));
	buf_addc(sql, (char)('0' + n / 10 % 10));
	buf_addc(sql, (char)('0' + n % 10));
}

/* 1 where the row's cell is blank and should not be. A number is blank only where there is none. */
static void blank_sql(struct office *o, struct buf *sql, const struct handbook_field *f)
{
	char type = f->custom ? 'T' : office_column(o, f->table, f->column, NULL);
	struct buf cell = BUF_INIT;

	if (f->custom) {
		buf_adds(&cell, "(SELECT x.value FROM extra x WHERE x.tbl = ");
		quoted(&cell, f->table, '\'');
		buf_adds(&cell, " AND x.row = t.id AND x.field = ");
		quoted(&cell, f->column, '\'');
		buf_adds(&cell, ")");
	} else {
		buf_adds(&cell, "t.");
		quoted(&cell, f->column, '"');
	}
	buf_adds(sql, "CASE ");
	if (type == 'I' || type == 'R') {
		between(sql, "WHEN ", cell.s, " IS NULL");
	} else {
		/* What begins with a hanzi or a small letter is no blank: most cells, for a third of the time. */
		if (!f->custom)
			between(sql, "WHEN ", cell.s, " >= '\\' THEN 0 ");
		between(sql, "WHEN trim(coalesce(", cell.s, ", '')) IN ('', '[]')");
	}
	/* AND would ask both sides; the exception is dear, and wanted of blanks alone. */
	if (f->unless && *f->unless)
		between(sql, " THEN coalesce((", f->unless, "\n), 0) = 0 ELSE 0 END");
	else
		buf_adds(sql, " THEN 1 ELSE 0 END");
	buf_release(&cell);
}

/* 1 where somebody has set the blank aside for now; a missing row's waiver names the household. */
static void waived_sql(struct buf *sql, const struct handbook_field *f)
{
	struct buf rule = BUF_INIT;

	buf_addf(&rule, "blank:%s", f->column);
	buf_adds(sql, "EXISTS (SELECT 1 FROM rule_waiver w WHERE w.rule = ");
	quoted(sql, rule.s, '\'');
	buf_adds(sql, " AND w.tbl = ");
	quoted(sql, f->table, '\'');
	buf_adds(sql, " AND w.row = t.id AND w.deleted_on IS NULL AND (w.until IS NULL OR w.until >= ?1))");
	buf_release(&rule);
}

static void flag_sql(const struct asked *q, const struct handbook_field *f, struct buf *sql)
{
	blank_sql(q->o, sql, f);
	if (!q->waivers)
		return;
	buf_adds(sql, q->summed ? " * (NOT " : " * (1 + ");
	waived_sql(sql, f);
	buf_adds(sql, ")");
}

static void flags_sql(const struct asked *q, const struct book_table *t, struct buf *sql)
{
	size_t n = 0;

	for (size_t i = 0; i < q->nf; i++) {
		if (strcmp(q->f[i].table, t->name))
			continue;
		buf_adds(sql, q->summed && n > 0 ? " + " : ", ");
		flag_sql(q, &q->f[i], sql);
		if (!q->summed)
			flag_name(sql, " AS g", n);
		n++;
	}
	if (q->summed)
		buf_adds(sql, " AS gaps");
}

/* The flags of a row that is missing. */
static void missing_sql(const struct asked *q, const struct book_table *t, struct buf *sql)
{
	int fields = 0;

	for (size_t i = 0; i < q->nf; i++) {
		if (strcmp(q->f[i].table, t->name))
			continue;
		if (!q->summed)
			buf_adds(sql, fields == 0 || t->missing == MISSING_IS_EACH ? ", 1" : ", 0");
		fields++;
	}
	if (q->summed)
		buf_addf(sql, ", %d AS gaps", t->missing == MISSING_IS_EACH ? fields : 1);
}

/* One statement of a table: household, row (0: missing), title, then the flags. A household with several rows stands
 * several times. ?1 today, ?2 and ?4 the first and the last household, ?3 the year. */
static void table_sql(const struct asked *q, const struct book_table *t, struct buf *sql)
{
	struct buf here = BUF_INIT;

	/* A sum looks at all, and should not go by their ids. */
	buf_adds(&here, q->summed && !q->stretch ? "?2 <= ?4 AND " : "h.id BETWEEN ?2 AND ?4 AND ");
	if (q->one || q->whole)
		scope_live_sql(&here);
	else
		scope_sql(q->o, q->o->scope, &here);
	buf_addf(sql, "SELECT %s AS hh, t.id AS rid, %s AS title", t->household, q->summed ? "NULL" : t->title);
	flags_sql(q, t, sql);
	buf_addf(sql,
		 " FROM %s t WHERE t.deleted_on IS NULL AND %s AND ?3 = ?3 AND %s IN (SELECT h.id FROM household h "
		 "WHERE %s)",
		 t->name, t->which, t->household, here.s);
	if (t->missing != MISSING_IS_NONE) {
		buf_adds(sql, " UNION ALL SELECT h.id, 0, ");
		buf_adds(sql, t->missing == MISSING_IS_EACH ? "?3" : "''");
		missing_sql(q, t, sql);
		buf_addf(sql,
			 " FROM household h WHERE %s AND NOT EXISTS (SELECT 1 FROM %s t WHERE t.household_id = h.id"
			 " AND t.deleted_on IS NULL AND %s)",
			 here.s, t->name, t->which);
	}
	buf_release(&here);
}

void book_blanks_sql(const struct asked *q, const struct book_table *t, struct buf *sql)
{
	size_t n = 0;

	buf_adds(sql, "SELECT * FROM (");
	table_sql(q, t, sql);
	buf_adds(sql, q->summed ? ") WHERE gaps" : ") WHERE ");
	if (q->summed)
		return;
	for (size_t i = 0; i < q->nf; i++)
		if (!strcmp(q->f[i].table, t->name)) {
			flag_name(sql, n ? " OR g" : "g", n);
			n++;
		}
	buf_adds(sql, " ORDER BY hh, rid");
}
