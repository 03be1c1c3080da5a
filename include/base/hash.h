/* A hash of bytes: FNV-1a, 64 bits. The same on every machine, so a name made of it may be stored; what is kept in a
 * table of a power of two takes hash_mixed, whose low bits know of the high ones. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(14695981039346656037)

/* Goes on from `h` (HASH_START at first) with n bytes; with a text without its end. */
uint64_t hash_bytes(uint64_t h, const void *s, size_t n);
uint64_t hash_text(uint64_t h, const char *s);
uint64_t hash_mixed(uint64_t h);

/* Eight bytes at a time and good in all its bits, for what is looked for very often; not the same on every machine:
 * never stored. */
uint64_t hash_quick(const void *s, size_t n);

#endif
