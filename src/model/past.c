#include "model/past.h"

#include "base/mem.h"
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
