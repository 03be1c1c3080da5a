/* Keys of the search index, as search_keys.c makes them and search.c asks for them. */
#ifndef STORE_SEARCH_KEYS_H
#define STORE_SEARCH_KEYS_H

#include <stddef.h>

/* Full-width forms, letter case and separators in numbers do not matter. May come back empty. The caller frees. */
char *search_word(const char *typed, size_t n);

#endif
