/* A file that leaves the program: written beside the place it is to have, so that what stood there stays until the new
 * one is whole. Mode 0600; never over the database. A pipe or a terminal is written to itself. */
#ifndef EXCHANGE_OUTPUT_H
#define EXCHANGE_OUTPUT_H

#include "base/buf.h"
#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stdio.h>

struct output {
	const char *path; /* NULL: standard output */
	struct buf part;  /* "" where path is written to itself */
	FILE *to;
};
/* o NULL: nobody looks whether it is the database. FILE_WRITE {1}=path {2}=why. After a failure too output_close is
 * called, with failed true. */
int output_open(struct output *out, const struct office *o, const char *path, struct err *e);
/* Gives the file its name, or takes it away where `failed` (which says nothing more). */
int output_close(struct output *out, bool failed, struct err *e);
/* All of it at once. */
int output_text(const struct office *o, const char *path, const struct buf *text, struct err *e);

#endif
