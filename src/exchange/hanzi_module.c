/* Traditional characters made simplified, by opencc's tables. */
#include "modules.h"

#include <opencc/opencc.h>
#include <stdint.h>

#define NO_TABLE ((opencc_t)(intptr_t)-1)

static void *open_table(struct err *e)
{
	opencc_t table = opencc_open("t2s.json");

	if (table != NO_TABLE)
		return table;
	err_set(e, ERR_IO, "CLEAN_NO_TABLE", opencc_error());
	return NULL;
}

static int simplify(void *table, struct buf *text, struct err *e)
{
	char *to;

	if (text->n == 0)
		return 0;
	to = opencc_convert_utf8(table, text->s, text->n);
	if (!to)
		return err_set(e, ERR_IO, "CLEAN_NO_TABLE", opencc_error());
	buf_clear(text);
	buf_adds(text, to);
	opencc_convert_utf8_free(to);
	return 0;
}

static void close_table(void *table)
{
	opencc_close(table);
}

const struct hanzi_module bangfu_hanzi = {
	.version = MODULE_VERSION,
	.open = open_table,
	.simplify = simplify,
	.close = close_table,
};
