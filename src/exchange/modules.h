/* Work that needs a large library stands in modules of our own (shared objects), loaded at first use: a start then maps
 * only what the screen and the database need. A module is the files named in the Makefile; it finds the program's own
 * functions in the program, and shows one symbol, the table below. It lies beside the program, else in ../lib/bangfu.
 * Where a program holds a table itself (tests, fuzzers), that one is taken. Private to exchange/. */
#ifndef EXCHANGE_MODULES_H
#define EXCHANGE_MODULES_H

#include "base/buf.h"
#include "base/err.h"
#include "exchange/chart.h"
#include "exchange/paper.h"
#include "rows_parts.h"
#include "sheet_parts.h"

#define MODULE_VERSION 1 /* one more when a table, or a struct that is handed over, changes */
#define MODULE_SYMBOL __attribute__((visibility("default")))

/* bangfu-pdf.so (pdf*.c): cairo, pango, fontconfig. What exchange/paper.h and chart_paper say. */
struct pdf_module {
	int version;
	int (*open)(struct paper **out, const char *path, bool landscape, struct err *e);
	int (*close)(struct paper **p, struct err *e);
	void (*give_up)(struct paper **p);
	size_t (*pages)(const struct paper *p);
	void (*text)(struct paper *p, enum paper_style s, const char *text);
	void (*space)(struct paper *p, double mm);
	void (*end_page)(struct paper *p);
	void (*orient)(struct paper *p, bool landscape);
	void (*footer)(struct paper *p, const char *text);
	void (*numbering)(struct paper *p);
	void (*sheet)(struct paper *p, const struct sheet *s);
	void (*pairs)(struct paper *p, const struct paper_pair *pair, size_t n, int columns);
	void (*signs)(struct paper *p, const char *const *label, size_t n);
	void (*box)(struct paper *p, double height, void (*draw)(void *cairo, double width, double height, void *arg),
		    void *arg);
	void (*chart)(struct paper *p, const struct chart *c, const char *none);
};
extern const struct pdf_module bangfu_pdf MODULE_SYMBOL;

/* bangfu-book.so (workbooks): libzip, expat, freexl, libxlsxwriter. */
struct book_module {
	int version;
	int (*xlsx_rows)(struct rows_source *s, const char *path, struct err *e);
	int (*xls_rows)(struct rows_source *s, const char *path, struct err *e);
	struct xlsx_out *(*out_open)(const char *path, struct err *e);
	void (*out_sheet)(struct xlsx_out *x, const struct sheet *s);
	void (*out_line)(struct xlsx_out *x, const struct sheet *s, const struct sheet_line *l);
	void (*out_end)(struct xlsx_out *x, const struct sheet *s);
	int (*out_close)(struct xlsx_out **x, struct err *e);
};
extern const struct book_module bangfu_book MODULE_SYMBOL;

/* bangfu-hanzi.so: opencc. */
struct hanzi_module {
	int version;
	void *(*open)(struct err *e); /* CLEAN_NO_TABLE {1}=why; NULL then */
	int (*simplify)(void *table, struct buf *text, struct err *e);
	void (*close)(void *table);
};
extern const struct hanzi_module bangfu_hanzi MODULE_SYMBOL;

/* NULL: MODULE_MISSING {1}=file {2}=why. */
const struct pdf_module *module_pdf(struct err *e);
const struct book_module *module_book(struct err *e);
const struct hanzi_module *module_hanzi(struct err *e);

#endif
