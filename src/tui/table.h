/* Inside tui/: a few rows kept whole, drawn in columns under a heading, with a cursor. For views whose rows are counted
 * in tens; long lists page over the model (list_internal.h). */
#ifndef TUI_TABLE_H
#define TUI_TABLE_H

#include "tui/draw.h"
#include "tui/request.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_COLUMNS 8

struct table_column {
	const char *label;
	int width; /* 0: what the others leave; one column at the most */
	bool right;
	int spare; /* on a narrow screen the highest goes first, then the last one */
};
struct table_row {
	int64_t id;
	char *cell[TABLE_COLUMNS];
	enum ink ink;
};
struct table {
	struct table_column column[TABLE_COLUMNS];
	size_t n_columns;
	struct table_row *row;
	size_t n, cap;
	size_t at, first; /* cursor; first row shown */
	int64_t kept;     /* id of the row that was under the cursor when the rows were cleared */
};

void table_column(struct table *t, const char *label, int width, bool right);
/* The column added last can be done without before those of a lower `spare` (0 at first). */
void table_spare(struct table *t, int spare);
/* Rows only. The cursor stays on the same record: table_clip finds its row again; where it is gone, or the rows have no
 * ids (0), the cursor stays where it was. */
void table_clear(struct table *t);
void table_release(struct table *t);
/* A new row of the record `id`; its cells follow in column order, NULL-terminated by the macro. Copied. */
void table_add_(struct table *t, int64_t id, enum ink ink, const char *first, ...) __attribute__((sentinel));
#define table_add(t, id, ink, ...) table_add_((t), (id), (ink), __VA_ARGS__, (char *)0)
void table_clip(struct table *t);
/* Heading in the first line of r, rows below. table_scroll belongs into layout. */
void table_scroll(struct table *t, const struct rect *r);
void table_draw(const struct table *t, const struct rect *r);
unsigned table_move(struct table *t, const struct rect *r,
		    enum request request); /* effects; EFFECT_UNWANTED if it is no move */
/* A click moves the cursor; the wheel too. 2: a second click on the same row, which opens it. */
int table_click(struct table *t, const struct rect *r, const struct key *k);

#endif
