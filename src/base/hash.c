#include "base/hash.h"

#include <string.h>

uint64_t hash_bytes(uint64_t h, const void *s, size_t n)
{
	const unsigned char *at = s;

	for (size_t i = 0; i < n; i++)
		h = (h ^ at[i]) * UINT64_C(1099511628211);
	return h;
}

uint64_t hash_text(uint64_t h, const char *s)
{
	return hash_bytes(h, s, strlen(s));
}

uint64_t hash_mixed(uint64_t h)
{
	return h ^ h >> 29;
}
