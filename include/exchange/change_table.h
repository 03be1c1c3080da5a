/* 修改对照表: what was changed, before and after, as a table of text. DOMAIN §3.11. */
#ifndef EXCHANGE_CHANGE_TABLE_H
#define EXCHANGE_CHANGE_TABLE_H

#include "base/buf.h"
#include "exchange/sheet.h"
#include "model/trace.h"

#include <stddef.h>

struct field;
struct screens;

/* Table, field, before (未填 for blank), after, who, when, household; oldest first, whatever the order of `t`. Columns
 * are as wide as what stands in them, but no line is wider than `cols` (66 at least): longer cells go on in the next
 * line, nothing is cut. A row that came or went is one line. Appends lines that end in '\n'; nothing for no change. */
void change_table(struct buf *out, const struct screens *s, struct office *o, const struct trace *t, size_t n,
		  int cols);
/* The same as a sheet, for paper and files: turned, with the columns a profile hides. Begins *out. */
void change_sheet(struct sheet *out, const struct screens *s, struct office *o, const struct trace *t, size_t n);
/* A value as a form shows it: a reference by its title; `f` NULL: as it is. "" for nothing. */
void change_value(struct buf *out, struct office *o, const struct field *f, const struct value *v);

#endif
