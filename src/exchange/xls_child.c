/* In a process of its own: freexl reads, rows go out through the pipe. */
#include "xls.h"

#include "base/mem.h"

#include <fcntl.h>
#include <freexl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Above what the program has. Not the 64 MB of other formats: freexl keeps all cells and texts of a file at once, and a
 * whole list of 60,000 rows of 40 columns takes between 128 and 192 (measured). */
#define MEMORY_MOST ((rlim_t)192 << 20)
#define SECONDS 2
#define BYTES_A_SECOND (4 << 20)
#define CELLS_MOST (6 << 20) /* freexl keeps a cell for every place in the rectangle */
#define WINDOW 65536
#define NAME_BYTES 40
#define SHEETS_MOST 256

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif

/* What freexl knows of a sheet, and what there is. */
struct extent {
	uint32_t lines, columns, all_lines, all_columns;
};
struct speaker {
	FILE *to;
	struct buf row, cell;
	struct xls_results results;
};

static void out_of_memory(void)
{
	_exit(3);
}

/* Nothing of what the program would do when it ends may happen here: no screen to be restored, no file to be written.
 */
static void become_harmless(int64_t size)
{
	struct rlimit cpu = { SECONDS + (rlim_t)(size / BYTES_A_SECOND), 0 };
	const struct rlimit none = { 0, 0 };
	int null = open("/dev/null", O_RDWR);

	for (int k = 1; k < 32; k++)
		signal(k, SIG_DFL);
	mem_out_hook = out_of_memory;
	if (null >= 0) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
	}
	cpu.rlim_max = cpu.rlim_cur + 1;
	setrlimit(RLIMIT_CPU, &cpu);
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_FSIZE, &none);
#ifndef UNDER_ASAN
	FILE *f = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	if (f && fscanf(f, "%lu", &pages) == 1) {
		rlim_t most = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + MEMORY_MOST;
		const struct rlimit memory = { most, most };

		setrlimit(RLIMIT_AS, &memory);
	}
	if (f)
		fclose(f);
#endif
}

static void say_number(struct buf *b, uint32_t n)
{
	buf_add(b, (const char *)&n, sizeof(n));
}

static void say_text(struct buf *b, const char *s, size_t n)
{
	say_number(b, (uint32_t)n);
	buf_add(b, s, n);
}

static void send(struct speaker *s)
{
	if (fwrite(s->row.s, 1, s->row.n, s->to) != s->row.n)
		_exit(1); /* nobody listens */
	buf_clear(&s->row);
}

_Noreturn static void refuse(struct speaker *s, const char *word)
{
	buf_clear(&s->row);
	buf_addc(&s->row, XLS_REFUSED);
	say_text(&s->row, word, strlen(word));
	send(s);
	fflush(s->to);
	_exit(1);
}

static void cell_text(struct speaker *s, const FreeXL_CellValue *v)
{
	const struct number_shown plain = { SHOWN_PLAIN, 0 };
	const char *text = v->type == FREEXL_CELL_NULL || v->type <= FREEXL_CELL_DOUBLE ? "" : v->value.text_value;
	size_t n = text ? strlen(text) : 0;

	buf_clear(&s->cell);
	if (v->type == FREEXL_CELL_INT)
		number_cell(&s->cell, v->value.int_value, plain, false);
	else if (v->type == FREEXL_CELL_DOUBLE)
		number_cell(&s->cell, v->value.double_value, plain, false);
	if (!n)
		return;
	if (v->type == FREEXL_CELL_DATE || v->type == FREEXL_CELL_DATETIME)
		n = strcspn(text, " ");
	else if (v->type == FREEXL_CELL_TIME)
		n = n > 5 ? 5 : n;
	else
		cell_unprotect(&text, &n);
	buf_add(&s->cell, text, n);
}

/* What a formula came to, in place of what freexl says. */
static bool take_result(struct speaker *s, uint32_t row, uint32_t column)
{
	struct xls_results *r = &s->results;
	bool found = false;

	while (r->at < r->n &&
	       (r->result[r->at].row < row || (r->result[r->at].row == row && r->result[r->at].column <= column))) {
		found = r->result[r->at].row == row && r->result[r->at].column == column;
		buf_clear(&s->cell);
		buf_adds(&s->cell, r->text.s + r->result[r->at++].text);
	}
	return found;
}

/* Row `at`, from 0; nothing is said of a blank one. */
static void say_row(struct speaker *s, const void *xls, uint32_t at, const struct extent *x)
{
	uint32_t n = 0;
	size_t count_at;
	FreeXL_CellValue v;
	uint32_t columns = at < x->lines ? x->columns : 0;

	buf_addc(&s->row, XLS_ROW);
	say_number(&s->row, at + 1);
	count_at = s->row.n;
	say_number(&s->row, 0);
	for (uint32_t c = 0; c < x->all_columns; c++) {
		buf_clear(&s->cell);
		if (!take_result(s, at, c) && c < columns) {
			if (freexl_get_cell_value(xls, at, (unsigned short)c, &v) != FREEXL_OK)
				_exit(1);
			cell_text(s, &v);
		}
		if (!s->cell.n)
			continue;
		if (s->cell.n > ROWS_MOST_CELL)
			refuse(s, "FILE_XLS_BIG");
		say_number(&s->row, c);
		say_text(&s->row, s->cell.s, s->cell.n);
		n++;
	}
	memcpy(s->row.s + count_at, &n, sizeof(n));
	if (n)
		send(s);
	buf_clear(&s->row);
}

/* Returns what freexl counts the chosen one as. */
static unsigned short say_sheets(struct speaker *s, const struct xls_bytes *bytes, const void *xls, size_t chosen)
{
	unsigned count = 0;
	unsigned short visible = 0, found = 0;
	const char *name;

	if (freexl_get_info(xls, FREEXL_BIFF_SHEET_COUNT, &count) != FREEXL_OK || count == 0)
		refuse(s, "FILE_XLSX_NONE");
	if (count > SHEETS_MOST)
		_exit(1);
	for (unsigned short k = 0; k < count; k++) {
		if (freexl_get_worksheet_name(xls, k, &name) != FREEXL_OK || !name)
			name = "";
		if (xls_is_hidden(bytes, name))
			continue;
		if (visible++ == chosen)
			found = k;
		buf_addc(&s->row, XLS_SHEET);
		say_text(&s->row, name, strnlen(name, NAME_BYTES * 4));
	}
	if (visible == 0)
		refuse(s, "FILE_XLSX_NONE");
	return found;
}

static const void *open_book(struct speaker *s, const char *path)
{
	const void *xls = NULL;
	unsigned locked = 0;
	int rc = freexl_open(path, &xls);

	if (rc == FREEXL_INSUFFICIENT_MEMORY)
		refuse(s, "FILE_XLS_BIG");
	if (rc == FREEXL_BIFF_WORKBOOK_NOT_FOUND)
		refuse(s, "FILE_XLS_OTHER");
	if (xls && freexl_get_info(xls, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK && locked == FREEXL_BIFF_OBFUSCATED)
		refuse(s, "FILE_PASSWORD");
	if (rc != FREEXL_OK)
		_exit(1);
	return xls;
}

static void measure(struct speaker *s, const void *xls, struct extent *x)
{
	unsigned lines = 0;
	unsigned short columns = 0;

	if (freexl_worksheet_dimensions(xls, &lines, &columns) != FREEXL_OK)
		_exit(1);
	if ((uint64_t)lines * columns > CELLS_MOST)
		refuse(s, "FILE_XLS_BIG");
	x->lines = x->all_lines = lines;
	x->columns = x->all_columns = columns;
	for (size_t k = 0; k < s->results.n; k++) {
		const struct xls_result *r = &s->results.result[k];

		if (r->row >= x->all_lines)
			x->all_lines = r->row + 1;
		if (r->column >= x->all_columns)
			x->all_columns = r->column + 1;
	}
	if (x->all_columns > ROWS_MOST_COLUMNS)
		x->all_columns = ROWS_MOST_COLUMNS;
}

static void say_merges(struct speaker *s)
{
	for (size_t k = 0; k < s->results.merges.n; k++) {
		const struct merge_range *g = &s->results.merges.range[k];

		buf_addc(&s->row, XLS_MERGE);
		say_number(&s->row, g->top);
		say_number(&s->row, g->bottom);
		say_number(&s->row, g->column);
	}
}

static void read_sheet(struct speaker *s, const char *path, size_t sheet)
{
	const void *xls = open_book(s, path);
	struct xls_bytes bytes;
	struct extent x;
	unsigned short at_sheet;

	if (!xls_map(path, &bytes))
		_exit(1);
	at_sheet = say_sheets(s, &bytes, xls, sheet);
	xls_results_read(&s->results, &bytes, at_sheet);
	xls_unmap(&bytes);
	if (freexl_select_active_worksheet(xls, at_sheet) != FREEXL_OK)
		_exit(1);
	measure(s, xls, &x);
	say_merges(s);
	buf_addc(&s->row, XLS_ROWS);
	say_number(&s->row, x.all_lines);
	send(s);
	for (uint32_t at = 0; at < x.all_lines; at++)
		say_row(s, xls, at, &x);
	buf_addc(&s->row, XLS_END);
	send(s);
}

_Noreturn void xls_child(const char *path, int64_t size, size_t sheet, int to)
{
	const struct buf none = BUF_INIT;
	struct speaker s = { .row = none, .cell = none, .results = { .text = none } };

	become_harmless(size);
	s.to = fdopen(to, "wb");
	if (!s.to)
		_exit(1);
	read_sheet(&s, path, sheet);
	fflush(s.to);
	_exit(0);
}

static void utf16(const char *name, char out[NAME_BYTES * 2], size_t *n)
{
	*n = 0;
	for (; *name; name++) {
		out[(*n)++] = *name;
		out[(*n)++] = '\0';
	}
}

/* Streams of a compound file are named in UTF-16; where the list of them stands is not asked. */
int xls_check_kind(const char *path, struct err *e)
{
	static const char *const names[] = { "EncryptedPackage", "Workbook", "Book", "WordDocument" };
	static const char *const words[] = { "FILE_PASSWORD", NULL, NULL, "FILE_WORD" };
	FILE *f = fopen(path, "rb");
	char *window = mem_alloc(WINDOW), name[NAME_BYTES * 2];
	size_t have = 0, got, n;
	bool found[4] = { false };

	while (f && (got = fread(window + have, 1, WINDOW - have, f)) > 0) {
		have += got;
		for (size_t k = 0; k < 4; k++) {
			utf16(names[k], name, &n);
			found[k] |= memmem(window, have, name, n) != NULL;
		}
		got = have < NAME_BYTES * 2 ? have : NAME_BYTES * 2; /* a name may stand across the border */
		memmove(window, window + have - got, got);
		have = got;
	}
	mem_free(window);
	if (!f)
		return err_set(e, ERR_IO, "FILE_READ", path);
	fclose(f);
	for (size_t k = 0; k < 4; k++)
		if (found[k])
			return words[k] ? err_set(e, ERR_FORMAT, words[k], path) : 0;
	return err_set(e, ERR_FORMAT, "FILE_XLS_OTHER", path);
}
