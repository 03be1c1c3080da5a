#include "model/cut.h"

#include "store/db.h"

#include <string.h>

void cut_copy(char *out, size_t size, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	if (n)
		memcpy(out, s, n);
	out[n] = 0;
}

void cut_column(char *out, size_t size, struct stmt *s, int col)
{
	cut_copy(out, size, stmt_text(s, col));
}
