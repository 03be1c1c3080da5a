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

static uint64_t mixed_in(uint64_t h, uint64_t eight)
{
	h = (h ^ eight) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

uint64_t hash_quick(const void *s, size_t n)
{
	const unsigned char *at = s;
	uint64_t h = n, eight = 0;
	size_t left = n;

	for (; left >= 8; left -= 8, at += 8) {
		memcpy(&eight, at, 8);
		h = mixed_in(h, eight);
	}
	if (n >= 8 && left) { /* the last eight, some of them again */
		memcpy(&eight, at + left - 8, 8);
		h = mixed_in(h, eight);
	} else if (left) {
		for (eight = 0; left; left--)
			eight = eight << 8 | *at++;
		h = mixed_in(h, eight);
	}
	return h;
}
