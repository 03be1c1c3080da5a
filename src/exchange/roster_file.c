#include "exchange/roster_file.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/rows.h"
#include "header.h"
#include "roster_parts.h"
#include "screen/choices.h"
#include "strmap.h"

#include <stdlib.h>
#include <string.h>

#define SETTING "roster.mapping."

static int field_of_heading(const struct choice_list *fields, const char *heading)
{
	const struct choice *c = fields && !text_is_blank(heading) ? choice_find(fields, heading) : NULL;

	return c ? roster_field_of(c->label) : -1;
}

static void drop_columns(struct roster_file *f)
{
	for (size_t c = 0; c < f->n; c++)
		mem_free(f->heading[c]);
	mem_free(f->heading);
	mem_free(f->field);
	f->heading = NULL;
	f->field = NULL;
	f->n = 0;
}

static size_t known(const void *arg, const char *const *cells, size_t n)
{
	const struct roster_file *f = arg;
	size_t found = 0;

	for (size_t c = 0; c < n; c++)
		found += field_of_heading(f->fields, cells[c]) >= 0;
	return found;
}

static void take(void *arg, const char *const *cells, size_t n)
{
	struct roster_file *f = arg;

	drop_columns(f);
	f->n = n;
	f->heading = mem_alloc(n * sizeof(*f->heading));
	f->field = mem_alloc(n * sizeof(*f->field));
	for (size_t c = 0; c < n; c++) {
		f->heading[c] = mem_dup(cells[c]);
		f->field[c] = -1;
	}
}

static void setting_key(const struct roster_file *f, struct buf *key)
{
	buf_addf(key, "%s%s", SETTING, f->source);
}

void roster_file_map(struct roster_file *f, size_t column, int field)
{
	if (column >= f->n)
		BUG("roster_file_map: no such column");
	for (size_t c = 0; c < f->n && field >= 0; c++)
		if (f->field[c] == field)
			f->field[c] = -1;
	f->field[column] = field;
}

/* Two columns of one meaning: the first is read. */
static void map_by_heading(struct roster_file *f)
{
	bool taken[ROSTER_FIELD_COUNT] = { false };

	for (size_t c = 0; c < f->n; c++) {
		int field = field_of_heading(f->fields, f->heading[c]);

		if (field < 0 || taken[field])
			continue;
		taken[field] = true;
		f->field[c] = field;
	}
}

/* What a person said of a heading of this source; "" : nothing we hold. */
static void map_as_saved(struct roster_file *f)
{
	struct buf key = BUF_INIT, heading = BUF_INIT, field = BUF_INIT;
	char *saved;

	setting_key(f, &key);
	saved = office_setting(f->o, key.s);
	for (const char *at = saved; at && json_next(&at, &heading, &field);) {
		for (size_t c = 0; c < f->n; c++) {
			char *ours = text_heading(f->heading[c]);

			if (strcmp(ours, heading.s) == 0 && f->field[c] != roster_field_of(field.s)) {
				roster_file_map(f, c, roster_field_of(field.s));
				c = f->n - 1;
			}
			mem_free(ours);
		}
	}
	free(saved);
	buf_release(&key);
	buf_release(&heading);
	buf_release(&field);
}

bool roster_file_maps(const struct roster_file *f, enum roster_field field)
{
	for (size_t c = 0; c < f->n; c++)
		if (f->field[c] == (int)field)
			return true;
	return false;
}

int roster_file_open(struct roster_file **out, struct office *o, const struct screens *s, const char *path,
		     const char *source, struct err *e)
{
	struct roster_file *f = mem_alloc(sizeof(*f));
	const struct header_ask ask = { known, take, f };
	struct list_head *head = NULL;

	*out = NULL;
	f->o = o;
	f->fields = screens_choices(s, "roster_field");
	f->totals = screens_choices(s, "total_row");
	f->path = mem_dup(path);
	f->source = mem_dup(source);
	if (list_head_read(&head, path, e) < 0)
		goto done;
	if (!header_is_good(header_find(&ask, head, &f->header), f->n)) {
		list_no_header(head, path, e);
		goto done;
	}
	map_by_heading(f);
	map_as_saved(f);
	*out = f;
	f = NULL;
done:
	list_head_free(&head);
	roster_file_close(&f);
	return *out ? 0 : -1;
}

void roster_file_close(struct roster_file **f)
{
	if (!*f)
		return;
	if ((*f)->peeking)
		rows_close(&(*f)->peeking);
	drop_columns(*f);
	mem_free((*f)->path);
	mem_free((*f)->source);
	mem_free(*f);
	*f = NULL;
}

void roster_file_watch(struct roster_file *f, bool (*stop)(void *arg, int64_t rows), void *arg)
{
	f->stop = stop;
	f->stop_arg = arg;
}

size_t roster_file_columns(const struct roster_file *f)
{
	return f->n;
}

const char *roster_file_heading(const struct roster_file *f, size_t column)
{
	return f->heading[column];
}

int roster_file_field(const struct roster_file *f, size_t column)
{
	return f->field[column];
}

enum roster_claim roster_file_guess(const struct roster_file *f)
{
	bool student = roster_file_maps(f, ROSTER_STUDENT_NO) || roster_file_maps(f, ROSTER_CLASS) ||
		       roster_file_maps(f, ROSTER_GRADE);

	if (roster_file_maps(f, ROSTER_AMOUNT) && !roster_file_maps(f, ROSTER_STUDENT_NO))
		return CLAIM_PAID;
	if (student || roster_file_maps(f, ROSTER_SCHOOL))
		return CLAIM_STUDENTS;
	if (roster_file_maps(f, ROSTER_HOUSEHOLD_NO))
		return CLAIM_REGISTERED;
	if (roster_file_maps(f, ROSTER_DISABILITY_NO))
		return CLAIM_DISABLED;
	if (roster_file_maps(f, ROSTER_TEKUN))
		return CLAIM_TEKUN;
	if (roster_file_maps(f, ROSTER_DIBAO))
		return CLAIM_DIBAO;
	return roster_file_maps(f, ROSTER_RELATION) ? CLAIM_REGISTERED : CLAIM_OTHER;
}

static bool is_used(const void *field, size_t column)
{
	return ((const int *)field)[column] >= 0;
}

int roster_file_next(const struct roster_file *f, struct rows *r, const char *const **cells, size_t *n, int64_t *line,
		     struct err *e)
{
	const struct header_skip skip = { f->totals, f->heading, f->n, is_used, f->field };
	int rc;

	do
		rc = rows_next(r, cells, n, line, e);
	while (rc > 0 && header_skips(&skip, *cells, *n));
	return rc;
}

int roster_file_peek(struct roster_file *f, size_t row, const char *const **cells, size_t *n, struct err *e)
{
	int64_t line;
	int rc = 1;

	if (f->peeking && row < f->peeked)
		rows_close(&f->peeking);
	if (!f->peeking) {
		if (list_open_below(&f->peeking, f->path, &f->header, e) < 0)
			return -1;
		f->peeked = 0;
	}
	while (rc > 0 && f->peeked <= row) {
		rc = roster_file_next(f, f->peeking, cells, n, &line, e);
		f->peeked++;
	}
	if (rc <= 0)
		rows_close(&f->peeking);
	return rc;
}

/* The headings of this list over those of lists before it. */
int roster_file_remember(const struct roster_file *f, struct err *e)
{
	struct buf key = BUF_INIT, heading = BUF_INIT, field = BUF_INIT, json = BUF_INIT;
	struct strmap here = STRMAP_INIT;
	char *saved, *old;
	int rc;

	buf_addc(&json, '{');
	for (size_t c = 0; c < f->n; c++) {
		char *ours = text_heading(f->heading[c]);
		int64_t seen;

		if (*ours && !strmap_get(&here, ours, &seen)) {
			buf_adds(&json, json.n > 1 ? "," : "");
			buf_json(&json, ours);
			buf_addc(&json, ':');
			buf_json(&json, f->field[c] < 0 ? "" : roster_field_name((enum roster_field)f->field[c]));
			strmap_put(&here, ours, 1);
		}
		mem_free(ours);
	}
	setting_key(f, &key);
	saved = old = office_setting(f->o, key.s);
	for (const char *at = old; at && json_next(&at, &heading, &field);) {
		int64_t seen;

		if (strmap_get(&here, heading.s, &seen))
			continue;
		buf_adds(&json, json.n > 1 ? "," : "");
		buf_json(&json, heading.s);
		buf_addc(&json, ':');
		buf_json(&json, field.s);
	}
	buf_addc(&json, '}');
	rc = saved && strcmp(saved, json.s) == 0 ? 0 : office_setting_set(f->o, key.s, json.s, e);
	free(saved);
	strmap_release(&here);
	buf_release(&key);
	buf_release(&heading);
	buf_release(&field);
	buf_release(&json);
	return rc;
}
