/* Any bytes as a compound file: what is read beside freexl never leaves the file. freexl itself is in a process of its
 * own (fuzz_xlsx reaches it). The last byte says which sheet is wanted. */
#include "../../src/exchange/xls.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n);

static void require(int holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t n)
{
	const struct buf none = BUF_INIT;
	struct xls_results r = { .text = none };
	struct xls_bytes file = { data, n };
	size_t sheet = n ? data[n - 1] % 4 : 0;

	xls_results_read(&r, &file, sheet);
	for (size_t k = 0; k < r.n; k++) {
		require(r.result[k].text < r.text.n);
		require(strlen(r.text.s + r.result[k].text) < r.text.n);
		require(k == 0 || r.result[k].row >= r.result[k - 1].row);
	}
	xls_is_hidden(&file, "A");
	free(r.result);
	merges_release(&r.merges);
	buf_release(&r.text);
	return 0;
}
