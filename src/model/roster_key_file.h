/* Keys of rows in a file without a name, many more than memory is for: written one after the other, read once from the
 * first to the last, or in slices. Only inside model/. */
#ifndef MODEL_ROSTER_KEY_FILE_H
#define MODEL_ROSTER_KEY_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEY_SLICES_MOST 256

struct key_file;
struct key_file *key_file_open(void); /* NULL: there is no room for one */
void key_file_close(struct key_file **f);
void key_file_put(struct key_file *f, uint64_t hash, uint32_t who);
size_t key_file_count(const struct key_file *f);
/* Nothing is put any more. Equal keys are in one slice: `of` is a power of two, up to KEY_SLICES_MOST. All keys are
 * read and written once for that, so that a slice can then be read alone. */
void key_file_cut(struct key_file *f, unsigned of);
/* Of one slice, in the order they were put. */
void key_file_begin(struct key_file *f, unsigned slice);
bool key_file_next(struct key_file *f, uint64_t *hash, uint32_t *who);
bool key_file_failed(const struct key_file *f); /* something could not be written or read */

#endif
