/* The bytes of a file as chunks of valid UTF-8, whatever it is written in. Private to exchange/. */
#ifndef EXCHANGE_ROWS_DECODE_H
#define EXCHANGE_ROWS_DECODE_H

#include "base/err.h"
#include "exchange/rows.h"

#include <stddef.h>
#include <stdint.h>

struct decoder;

/* Reads the whole file once to tell the encoding; after it the first chunk is next. Errors as rows_open. */
int decoder_open(struct decoder **out, const char *path, struct err *e);
void decoder_close(struct decoder **d);
/* 1 a chunk (never empty, whole characters, valid until the next call), 0 the end, -1. */
int decoder_next(struct decoder *d, const char **s, size_t *n, struct err *e);
enum encoding decoder_encoding(const struct decoder *d);
int64_t decoder_done(const struct decoder *d); /* bytes of the file read so far */
int64_t decoder_all(const struct decoder *d);

#endif
