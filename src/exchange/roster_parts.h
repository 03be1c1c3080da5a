/* What the parts of the reading of rosters share. Private to exchange/. */
#ifndef EXCHANGE_ROSTER_PARTS_H
#define EXCHANGE_ROSTER_PARTS_H

#include "exchange/roster_file.h"
#include "exchange/rows.h"
#include "list_head.h"
#include "screen/choices.h"

struct roster_file {
	struct office *o;
	const struct choice_list *fields, *totals;
	char *path, *source;
	char **heading;
	int *field; /* by column: enum roster_field, −1 none */
	size_t n;
	struct header_at header;
	struct rows *peeking; /* NULL: none begun */
	size_t peeked;        /* rows told so far */
	bool (*stop)(void *arg, int64_t rows);
	void *stop_arg;
};

bool roster_file_maps(const struct roster_file *f, enum roster_field field);
/* The next row that counts. */
int roster_file_next(const struct roster_file *f, struct rows *r, const char *const **cells, size_t *n, int64_t *line,
		     struct err *e);
/* Saves the mapping for the source. */
int roster_file_remember(const struct roster_file *f, struct err *e);

#endif
