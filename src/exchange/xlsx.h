/* A workbook of XML parts in a zip: opening it safely, its parts, its strings and number formats. Private to exchange/.
 *
 * Bounds: at most ZIP_MOST_ENTRIES files; a part is refused by what the zip says of its size before a byte is unpacked
 * (see xlsx_zip.c), and again when it unpacks to anything else. XML: no DTD, XML_MOST_DEPTH deep, one token at most
 * XML_MOST_TOKEN bytes. Shared strings are read only as far as the cells need them. */
#ifndef EXCHANGE_XLSX_H
#define EXCHANGE_XLSX_H

#include "base/buf.h"
#include "base/err.h"
#include "rows_parts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZIP_MOST_ENTRIES 10000
#define XML_MOST_DEPTH 48
#define XML_MOST_TOKEN (1 << 20)
#define SHEETS_MOST 256
#define PART_NAME_BYTES 256

/* xlsx_zip.c */
struct xlsx_zip;
enum part_kind { PART_SMALL, PART_STRINGS, PART_SHEET };
int xlsx_zip_open(struct xlsx_zip **out, const char *path, struct err *e);
void xlsx_zip_close(struct xlsx_zip **z);
const char *xlsx_zip_path(const struct xlsx_zip *z);
bool xlsx_zip_has(const struct xlsx_zip *z, const char *part); /* names without regard to case */
struct part;
int part_open(struct part **out, struct xlsx_zip *z, const char *name, enum part_kind kind, struct err *e);
void part_close(struct part **p);
int part_read(struct part *p, void *to, size_t most, size_t *n, struct err *e); /* *n 0: the end, whole and sound */
int64_t part_done(const struct part *p);
int64_t part_all(const struct part *p);
const char *part_name(const struct part *p);
const char *part_path(const struct part *p); /* of the zip */

/* xlsx_xml.c: a part as events. Names come without their prefix. */
struct xml;
struct xml_events {
	void (*begin)(void *arg, struct xml *x, const char *name, const char **attributes);
	void (*end)(void *arg, struct xml *x, const char *name);
	void (*text)(void *arg, struct xml *x, const char *s, size_t n); /* NULL: not wanted */
};
int xml_open(struct xml **out, struct xlsx_zip *z, const char *name, enum part_kind kind, const struct xml_events *on,
	     void *arg, struct err *e);
void xml_close(struct xml **x);
int xml_step(struct xml *x, struct err *e);                           /* some events: 1; 0 after the last; -1 */
int xml_all(struct xml *x, struct err *e);                            /* every event */
void xml_pause(struct xml *x);                                        /* within an event: xml_step returns behind it */
void xml_fail(struct xml *x, const char *word, const char *arg);      /* within an event: word {1}=path {2}=arg */
const char *xml_attribute(const char **attributes, const char *name); /* NULL: none */
const struct part *xml_part(const struct xml *x);

/* xlsx_strings.c */
struct xlsx_strings;
void xlsx_strings_open(struct xlsx_strings **out, struct xlsx_zip *z, const char *part);
void xlsx_strings_close(struct xlsx_strings **s);
/* Text number k, without readings, valid until the next call; *s is NULL if there is none. */
int xlsx_string(struct xlsx_strings *s, size_t k, const char **text, size_t *n, struct err *e);
void xlsx_unescape(struct buf *b, size_t from); /* _x000D_ in what b holds from there on */

/* xlsx_merges.c: they stand behind the rows, so the part is looked through once before. What cannot be read has none:
 * the reading of the rows names what is wrong. */
void xlsx_merges_read(struct merges *out, struct xlsx_zip *z, const char *part);

/* xlsx_book.c: workbook, its relations, its styles */
struct xlsx_book {
	struct book_sheet {
		char *name, *id, *part;
	} * sheet;
	size_t n;
	char *strings, *styles; /* parts, or NULL */
	bool base_1904;
	struct number_shown *shown; /* by style of a cell */
	size_t n_shown;
};
int xlsx_book_read(struct xlsx_book *b, struct xlsx_zip *z, struct err *e);
void xlsx_book_release(struct xlsx_book *b);
int xlsx_styles_read(struct xlsx_book *b, struct xlsx_zip *z, struct err *e); /* xlsx_styles.c */

#endif
