/* Texts of the database in the fixed arrays of the model's structs. */
#ifndef MODEL_CUT_H
#define MODEL_CUT_H

#include <stddef.h>

struct stmt;

/* Copies s (NULL: "") into out, cut at a character if it does not fit. */
void cut_copy(char *out, size_t size, const char *s);
/* The text of a column of the row at hand. */
void cut_column(char *out, size_t size, struct stmt *s, int col);
#define CUT(array, s) cut_copy((array), sizeof(array), (s))
#define CUT_COLUMN(array, s, col) cut_column((array), sizeof(array), (s), (col))

#endif
