/* The first rows of a list, of every sheet, read once: a header row is looked for in them as often as there are kinds
 * of list. Private to exchange/. */
#ifndef EXCHANGE_LIST_HEAD_H
#define EXCHANGE_LIST_HEAD_H

#include "base/err.h"
#include "exchange/rows.h"

#include <stddef.h>
#include <stdint.h>

/* Where a header row stands. */
struct header_at {
	enum encoding encoding;
	size_t sheet;
	int64_t line;
	char name[64]; /* of the sheet, where the file has several; else "" */
};

struct list_head {
	enum encoding encoding;
	struct head_row {
		size_t sheet;
		int64_t line;
		char **cell;
		size_t n;
	} * row;
	size_t n;
	char **name; /* of the sheets */
	size_t names;
};
/* Errors of rows.h. On -1 there is nothing to free. */
int list_head_read(struct list_head **out, const char *path, struct err *e);
/* Nothing in it is a header: FILE_EMPTY, FILE_TEXT_NAMED (a text that only its name calls a workbook),
 * IMPORT_NO_HEADER. Returns -1. */
int list_no_header(const struct list_head *h, const char *path, struct err *e);
void list_head_free(struct list_head **h);
void list_head_at(const struct list_head *h, size_t row, struct header_at *at);
/* Opens the list at the first row below `at`. */
int list_open_below(struct rows **r, const char *path, const struct header_at *at, struct err *e);

#endif
