/* What freexl leaves out of an XLS: results of formulas, TRUE and FALSE, errors, and numbers whose format says more
 * than the number (leading zeros, a month without a day). Only of the present format, BIFF8; older ones have to do
 * without. */
#include "xls.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	REC_FORMULA = 0x06,
	REC_END = 0x0A,
	REC_DATE_BASE = 0x22,
	REC_SHEET = 0x85,
	REC_MANY_RK = 0xBD,
	REC_STYLE = 0xE0,
	REC_MERGES = 0xE5,
	REC_NUMBER = 0x203,
	REC_BOOLEAN = 0x205,
	REC_STRING = 0x207,
	REC_RK = 0x27E,
	REC_FORMAT = 0x41E,
	REC_BEGIN = 0x809
};
#define BIFF8 0x600
#define STYLES_MOST 8192

struct record {
	unsigned type;
	struct xls_bytes data;
};
struct reading {
	struct xls_bytes stream;
	struct xls_results *out;
	struct number_shown *custom, *style; /* by number of the format, of the style */
	bool *is_custom, base_1904;
	size_t n_styles, sheets, wanted, begins;
	bool awaits_text; /* the last result is a text and follows */
};

static bool next_record(const struct reading *r, size_t *at, struct record *rec)
{
	size_t n = xls_number(&r->stream, *at + 2, 2);

	if (*at + 4 > r->stream.n || r->stream.n - *at - 4 < n)
		return false;
	rec->type = xls_number(&r->stream, *at, 2);
	rec->data = (struct xls_bytes){ r->stream.s + *at + 4, n };
	*at += 4 + n;
	return true;
}

/* A text of the format: how many characters, one byte or two each. */
static void put_text(const struct xls_bytes *d, size_t at, struct buf *b)
{
	size_t n = xls_number(d, at, 2), bytes = 1 + (xls_number(d, at + 2, 1) & 1);
	char utf8[4];

	for (size_t p = at + 3; n > 0 && p + bytes <= d->n; n--, p += bytes) {
		uint32_t cp = xls_number(d, p, bytes), low = xls_number(d, p + 2, 2);

		if ((cp & 0xFC00) == 0xD800 && (low & 0xFC00) == 0xDC00 && n > 1) {
			cp = 0x10000 + ((cp & 0x3FF) << 10) + (low & 0x3FF);
			p += 2;
			n--;
		}
		buf_add(b, utf8, (size_t)utf8_encode(cp, utf8));
	}
}

static void read_format(struct reading *r, const struct xls_bytes *d)
{
	size_t id = xls_number(d, 0, 2);
	struct buf code = BUF_INIT;

	if (id >= STYLES_MOST)
		return;
	put_text(d, 2, &code);
	r->custom[id] = number_shown_by(code.s);
	r->is_custom[id] = true;
	buf_release(&code);
}

static void read_style(struct reading *r, const struct xls_bytes *d)
{
	size_t id = xls_number(d, 2, 2);

	if (r->n_styles < STYLES_MOST)
		r->style[r->n_styles++] =
			id < STYLES_MOST && r->is_custom[id] ? r->custom[id] : number_shown_builtin((unsigned)id);
}

static void read_book(struct reading *r)
{
	struct record rec;
	size_t at = 0;

	while (next_record(r, &at, &rec) && rec.type != REC_END) {
		if (rec.type == REC_DATE_BASE)
			r->base_1904 = xls_number(&rec.data, 0, 2) == 1;
		else if (rec.type == REC_FORMAT)
			read_format(r, &rec.data);
		else if (rec.type == REC_STYLE)
			read_style(r, &rec.data);
		else if (rec.type == REC_SHEET && r->sheets++ == r->wanted)
			r->begins = xls_number(&rec.data, 0, 4);
	}
}

static void add_result(struct reading *r, uint32_t row, uint32_t column)
{
	struct xls_results *o = r->out;

	if (o->n == o->cap) {
		o->cap += o->cap / 2 + 256;
		o->result = mem_grow(o->result, o->cap, sizeof(*o->result));
	}
	o->result[o->n++] = (struct xls_result){ row, column, o->text.n };
}

static void end_text(struct reading *r)
{
	buf_addc(&r->out->text, '\0');
}

static void put_number(struct reading *r, uint32_t row, uint32_t column, double v, struct number_shown shown)
{
	if (v - v != 0)
		return;
	add_result(r, row, column);
	number_cell(&r->out->text, v, shown, r->base_1904);
	end_text(r);
}

static void put_constant(struct reading *r, unsigned code, bool is_error)
{
	static const struct {
		unsigned code;
		const char *text;
	} errors[] = { { 0, "#NULL!" }, { 7, "#DIV/0!" }, { 15, "#VALUE!" },
		       { 23, "#REF!" }, { 29, "#NAME?" }, { 36, "#NUM!" } };
	const char *text = is_error ? "#N/A" : code ? "TRUE" : "FALSE";

	for (size_t k = 0; is_error && k < sizeof(errors) / sizeof(errors[0]); k++)
		if (errors[k].code == code)
			text = errors[k].text;
	buf_adds(&r->out->text, text);
	end_text(r);
}

static struct number_shown shown_of(const struct reading *r, size_t style)
{
	const struct number_shown plain = { SHOWN_PLAIN, 0 };

	return style < r->n_styles ? r->style[style] : plain;
}

static double real_of(const struct xls_bytes *d, size_t at)
{
	uint64_t bits = (uint64_t)xls_number(d, at + 4, 4) << 32 | xls_number(d, at, 4);
	double v;

	memcpy(&v, &bits, sizeof(v));
	return v;
}

/* Thirty bits of an integer or of a real, and whether it is to be divided by a hundred. */
static double rk_of(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double v;

	if (rk & 2)
		v = (int32_t)rk >> 2;
	else
		memcpy(&v, &bits, sizeof(v));
	return rk & 1 ? v / 100 : v;
}

static void read_formula(struct reading *r, const struct xls_bytes *d)
{
	uint32_t row = xls_number(d, 0, 2), column = xls_number(d, 2, 2), kind = xls_number(d, 6, 1);

	if (d->n < 14)
		return;
	if (xls_number(d, 12, 2) != 0xFFFF) {
		put_number(r, row, column, real_of(d, 6), shown_of(r, xls_number(d, 4, 2)));
		return;
	}
	if (kind > 2)
		return;
	add_result(r, row, column);
	r->awaits_text = kind == 0;
	if (kind)
		put_constant(r, xls_number(d, 8, 1), kind == 2);
}

/* Numbers freexl reads well enough are left to it. */
static void read_number(struct reading *r, uint32_t row, uint32_t column, size_t style, double v)
{
	struct number_shown shown = shown_of(r, style);

	if (shown.as == SHOWN_PADDED || shown.as == SHOWN_MONTH || shown.as == SHOWN_YEAR)
		put_number(r, row, column, v, shown);
}

static void read_cell(struct reading *r, const struct record *rec)
{
	const struct xls_bytes *d = &rec->data;
	uint32_t row = xls_number(d, 0, 2), column = xls_number(d, 2, 2);
	size_t style = xls_number(d, 4, 2);

	if (rec->type == REC_FORMULA) {
		read_formula(r, d);
	} else if (rec->type == REC_STRING && r->awaits_text) {
		put_text(d, 0, &r->out->text);
		end_text(r);
		r->awaits_text = false;
	} else if (rec->type == REC_BOOLEAN) {
		add_result(r, row, column);
		put_constant(r, xls_number(d, 6, 1), xls_number(d, 7, 1) != 0);
	} else if (rec->type == REC_NUMBER) {
		read_number(r, row, column, style, real_of(d, 6));
	} else if (rec->type == REC_MERGES) {
		for (size_t at = 2; at + 8 <= d->n; at += 8)
			merges_add(&r->out->merges, xls_number(d, at, 2) + 1, xls_number(d, at + 2, 2) + 1,
				   xls_number(d, at + 4, 2));
	} else if (rec->type == REC_RK) {
		read_number(r, row, column, style, rk_of(xls_number(d, 6, 4)));
	} else if (rec->type == REC_MANY_RK) {
		for (size_t at = 4; at + 8 <= d->n; at += 6)
			read_number(r, row, column++, xls_number(d, at, 2), rk_of(xls_number(d, at + 2, 4)));
	}
}

/* A chart in a sheet has its own beginning and end. */
static void read_rows(struct reading *r)
{
	struct record rec;
	size_t at = r->begins;
	int depth = 0;

	while (next_record(r, &at, &rec)) {
		depth += rec.type == REC_BEGIN;
		depth -= rec.type == REC_END;
		if (depth <= 0)
			break;
		if (r->awaits_text && rec.type == REC_FORMULA) {
			end_text(r);
			r->awaits_text = false;
		}
		if (depth == 1)
			read_cell(r, &rec);
	}
	if (r->awaits_text)
		end_text(r);
}

static int by_place(const void *a, const void *b)
{
	const struct xls_result *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

void xls_results_read(struct xls_results *out, const struct xls_bytes *file, size_t sheet)
{
	struct buf stream = BUF_INIT;
	struct reading r = { .out = out, .wanted = sheet };

	if (!xls_stream(file, &stream))
		return;
	r.stream = (struct xls_bytes){ (const unsigned char *)stream.s, stream.n };
	if (xls_number(&r.stream, 0, 2) == REC_BEGIN && xls_number(&r.stream, 4, 2) == BIFF8) {
		r.custom = mem_alloc(STYLES_MOST * sizeof(*r.custom));
		r.style = mem_alloc(STYLES_MOST * sizeof(*r.style));
		r.is_custom = mem_alloc(STYLES_MOST * sizeof(*r.is_custom));
		read_book(&r);
		if (r.sheets > sheet)
			read_rows(&r);
		mem_free(r.custom);
		mem_free(r.style);
		mem_free(r.is_custom);
	}
	if (out->n)
		qsort(out->result, out->n, sizeof(*out->result), by_place);
	buf_release(&stream);
}
