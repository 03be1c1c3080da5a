/* A list opened: its header row, and what its columns fill. */
#include "header.h"
#include "import_parts.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGISTRY "registry"

static struct import *import_new(struct office *o, const struct screens *s, const char *kind, const char *path)
{
	struct import *i = mem_alloc(sizeof(*i));
	const struct buf none = BUF_INIT;

	i->place_key = none;
	i->o = o;
	i->s = s;
	i->kind = mem_dup(kind);
	i->path = mem_dup(path);
	i->places = screens_choices(s, "place");
	i->totals = screens_choices(s, "total_row");
	snprintf(i->today, sizeof(i->today), "%s", clock_today());
	return i;
}

static void drop_columns(struct import *i)
{
	facts_forget(i);
	for (size_t c = 0; c < i->n; c++)
		mem_free(i->heading[c]);
	mem_free(i->heading);
	mem_free(i->column);
	mem_free(i->target);
	i->heading = NULL;
	i->column = NULL;
	i->target = NULL;
	i->n = 0;
}

void import_close(struct import **i)
{
	if (!*i)
		return;
	import_pass_end(*i);
	drop_columns(*i);
	targets_forget(*i);
	left_forget(*i);
	mem_free((*i)->refused_path);
	mem_free((*i)->kind);
	mem_free((*i)->path);
	mem_free(*i);
	*i = NULL;
}

static size_t known(const void *arg, const char *const *cells, size_t n)
{
	size_t found = 0;

	for (size_t c = 0; c < n; c++) {
		struct target t = target_of_heading(arg, cells[c]);

		found += t.kind != TARGET_NONE && t.kind != TARGET_OURS;
	}
	return found;
}

static void take_header(void *arg, const char *const *cells, size_t n)
{
	struct import *i = arg;

	drop_columns(i);
	i->n = n;
	i->heading = mem_alloc(n * sizeof(*i->heading));
	i->column = mem_alloc(n * sizeof(*i->column));
	i->target = mem_alloc(n * sizeof(*i->target));
	i->hash = hash_text(HASH_START, i->kind);
	for (size_t c = 0; c < n; c++) {
		char *key = text_heading(cells[c]);

		i->heading[c] = mem_dup(cells[c]);
		i->hash = hash_text(hash_text(i->hash, key), "\x1f");
		mem_free(key);
	}
}

static size_t find_header(struct import *i, const struct list_head *head)
{
	const struct header_ask ask = { known, take_header, i };

	return header_find(&ask, head, &i->header);
}

static bool is_taken(const struct import *i, size_t before, const struct target *t)
{
	for (size_t c = 0; c < before; c++) {
		const struct target *u = &i->target[c];

		if (u->kind == t->kind && u->form == t->form && u->field == t->field && u->level == t->level)
			return t->kind != TARGET_OURS && !(t->field && t->field->fold);
	}
	return false;
}

static void set_target(struct import *i, size_t c, struct target t)
{
	i->target[c] = t;
	i->column[c].heading = i->heading[c];
	target_column(i, &t, &i->column[c]);
}

/* Two columns of one meaning: the first is read, unless each says a part of it. */
static void map_columns(struct import *i)
{
	static const struct target none = { .kind = TARGET_NONE };

	for (size_t c = 0; c < i->n; c++) {
		struct target t = target_of_heading(i, i->heading[c]);

		set_target(i, c, is_taken(i, c, &t) ? none : t);
	}
}

static void mapping_key(const struct import *i, char key[40])
{
	snprintf(key, 40, "mapping.%016llx", (unsigned long long)i->hash);
}

/* One line a column: "table column" or "-"; columns that were not chosen by hand keep what their heading says. */
static void load_mapping(struct import *i)
{
	char key[40], *text, *rest, *line;
	size_t c = 0;

	mapping_key(i, key);
	text = office_setting(i->o, key);
	for (rest = text; rest && c < i->n && (line = strsep(&rest, "\n")); c++) {
		char *column = strchr(line, ' ');
		struct target t = { .kind = TARGET_NONE };

		if (column) {
			*column++ = '\0';
			if (!target_named(i, line, column, &t))
				continue;
		}
		if (i->target[c].kind != TARGET_OURS && i->target[c].kind != TARGET_DAY)
			set_target(i, c, t);
	}
	free(text);
}

int import_mapping_save(struct import *i, struct err *e)
{
	struct buf text = BUF_INIT;
	char key[40];
	int rc;

	if (!i->mapped_by_hand)
		return 0;
	for (size_t c = 0; c < i->n; c++) {
		if (i->column[c].table)
			buf_addf(&text, "%s %s\n", i->column[c].table, i->column[c].column);
		else
			buf_adds(&text, "-\n");
	}
	mapping_key(i, key);
	rc = office_setting_set(i->o, key, text.s, e);
	buf_release(&text);
	return rc;
}

static int choose_kind(struct import *i, struct err *e)
{
	i->form = strcmp(i->kind, REGISTRY) == 0 ? NULL : screens_form(i->s, i->kind);
	if (!i->form && strcmp(i->kind, REGISTRY) != 0)
		return err_set(e, ERR_MISSING, "IMPORT_KIND", i->kind);
	targets_learn(i);
	return 0;
}

/* A list may be of it; what is only written out is a kind all the same. */
static int choose_list(struct import *i, struct err *e)
{
	if (choose_kind(i, e) < 0)
		return -1;
	return i->form && form_only_shows(i->form) ? err_set(e, ERR_INVALID, "IMPORT_OURS", i->form->title) : 0;
}

struct import *import_meaning(struct office *o, const struct screens *s, const char *kind, struct err *e)
{
	struct import *i = import_new(o, s, kind, "");

	if (choose_kind(i, e) < 0)
		import_close(&i);
	return i;
}

static void label_source(struct import *i)
{
	const struct header_at *at = &i->header;

	snprintf(i->label, sizeof(i->label), "%s%s%s", rows_encoding_name(at->encoding), *at->name ? " " : "",
		 at->name);
}

int import_open(struct import **out, struct office *o, const struct screens *s, const char *kind, const char *path,
		struct err *e)
{
	struct import *i = import_new(o, s, kind, path);
	struct list_head *head = NULL;

	*out = NULL;
	if (choose_list(i, e) < 0 || list_head_read(&head, path, e) < 0)
		goto done;
	if (!header_is_good(find_header(i, head), i->n)) {
		list_no_header(head, path, e);
		goto done;
	}
	label_source(i);
	map_columns(i);
	load_mapping(i);
	*out = i;
	i = NULL;
done:
	list_head_free(&head);
	import_close(&i);
	return *out ? 0 : -1;
}

/* How many columns a kind would read; 0 if it could not go by the file's columns at all. */
static size_t suits(const struct screens *s, const char *kind, const struct list_head *head)
{
	struct import *i = import_new(NULL, s, kind, "");
	size_t score = 0;

	if (choose_list(i, NULL) < 0 || !find_header(i, head))
		goto done;
	map_columns(i);
	if (target_check(i, NULL) < 0)
		goto done;
	for (size_t c = 0; c < i->n; c++)
		score += i->target[c].kind == TARGET_FIELD;
	/* Household and person are what the registry has in one. */
	score = score * 2 + (i->form == NULL);
done:
	import_close(&i);
	return score;
}

const char *import_guess(const struct screens *s, const char *path, struct err *e)
{
	const struct form *const *forms;
	const char *best = NULL;
	size_t n = screens_forms(s, &forms), most, score;
	struct list_head *head;

	err_clear(e);
	if (list_head_read(&head, path, e) < 0)
		return NULL;
	most = suits(s, REGISTRY, head);
	if (most)
		best = REGISTRY;
	for (size_t k = 0; k < n; k++) {
		score = suits(s, forms[k]->name, head);
		if (score <= most)
			continue;
		most = score;
		best = forms[k]->name;
	}
	list_head_free(&head);
	return best;
}

size_t import_columns(const struct import *i, const struct import_column **out)
{
	*out = i->column;
	return i->n;
}

int import_map(struct import *i, size_t column, const char *table, const char *field_column, struct err *e)
{
	struct target t = { .kind = TARGET_NONE };

	if (column >= i->n)
		BUG("import_map: no such column");
	if (table && !target_named(i, table, field_column, &t))
		return err_set(e, ERR_INVALID, "COLUMN_UNKNOWN", table, field_column);
	for (size_t c = 0; c < i->n && table; c++)
		if (c != column && i->target[c].kind == t.kind && i->target[c].field == t.field &&
		    i->target[c].level == t.level)
			set_target(i, c, (struct target){ .kind = TARGET_NONE });
	set_target(i, column, t);
	i->mapped_by_hand = true;
	return 0;
}

const char *import_encoding(const struct import *i)
{
	return i->label;
}

const char *import_refused_path(const struct import *i)
{
	return i->refused_made ? i->refused_path : NULL;
}
