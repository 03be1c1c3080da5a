#include "model/rowset.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/schema.h"

#include <string.h>

/* A rowset is its statement: there is nothing else to keep. */
static struct stmt *of(struct rowset *r)
{
	return (struct stmt *)(void *)r;
}

int rowset_open(struct rowset **out, struct office *o, const char *sql, struct err *e)
{
	struct stmt *s = db_query(o->db, sql, e);

	*out = (struct rowset *)(void *)s;
	return s ? 0 : -1;
}

int rowset_next(struct rowset *r, struct err *e)
{
	return stmt_step(of(r), e);
}

void rowset_close(struct rowset **r)
{
	stmt_done(*r ? of(*r) : NULL);
	*r = NULL;
}

int64_t rowset_int(struct rowset *r, size_t column)
{
	return stmt_int(of(r), (int)column);
}

struct value rowset_peek(struct rowset *r, size_t column, size_t *n)
{
	return stmt_peek(of(r), (int)column, n);
}

bool rowset_has_extras(struct office *o, const char *table)
{
	return db_int(o->db, 0, "SELECT EXISTS (SELECT 1 FROM extra WHERE tbl = ?1)", "s", table) != 0;
}

bool rowset_household(struct office *o, const char *table, const char **sql)
{
	bool household = schema_column(o->db, table, "household_id") != NULL;
	bool person = schema_column(o->db, table, "person_id") != NULL;

	if (strcmp(table, "household") == 0)
		*sql = "t.id";
	else if (strcmp(table, "persuasion") == 0)
		*sql = "(SELECT p.household_id FROM dropout d JOIN person p ON p.id = d.person_id WHERE d.id = "
		       "t.dropout_id)";
	else if (household && person)
		*sql = "coalesce(t.household_id, (SELECT household_id FROM person WHERE id = t.person_id))";
	else if (household || person)
		*sql = household ? "t.household_id" : "(SELECT household_id FROM person WHERE id = t.person_id)";
	else
		return false;
	return true;
}
