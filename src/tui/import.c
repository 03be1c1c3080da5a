/* A list from outside, in three steps: choose the file, look at what it would do, take it in. */
#include "exchange/import.h"

#include "base/mem.h"
#include "base/text.h"
#include "exchange/folder.h"
#include "import_internal.h"
#include "screen/form.h"
#include "screen/words.h"
#include "tui/popups.h"
#include "tui/views.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void list_folder(struct import_state *s, struct app *a)
{
	struct err e;
	folder_free(&s->entry, s->n);
	s->n = 0;
	table_release(&s->table);
	table_column(&s->table, app_word(a, "word.file"), 0, false);
	table_column(&s->table, app_word(a, "word.size"), 10, true);
	table_column(&s->table, app_word(a, "word.changed"), 16, false);
	if (folder_list(s->folder, &s->entry, &s->n, &e) < 0)
		app_fail(a, NULL, &e);
	table_add(&s->table, 0, INK_HEADER, "..", "", "");
	for (size_t i = 0; i < s->n; i++) {
		const struct folder_entry *f = &s->entry[i];
		char size[32] = "", name[300];
		if (!f->is_folder)
			snprintf(size, sizeof size, "%" PRId64 "K", (f->bytes + 1023) / 1024);
		snprintf(name, sizeof name, "%s%s", f->name, f->is_folder ? "/" : "");
		table_add(&s->table, 0, f->is_folder ? INK_HEADER : INK_NORMAL, name, size, f->changed);
	}
}

static int import_load(struct view *v, struct app *a, struct err *e)
{
	struct import_state *s = v->state;
	(void)e;
	if (s->step == STEP_FILE)
		list_folder(s, a);
	return 0;
}

static struct rect table_part(const struct import_state *s, const struct rect *at)
{
	int above = s->step == STEP_FILE ? 1 : s->step == STEP_PREVIEW ? 4 : 3;
	return (struct rect){ .y = at->y + above, .x = at->x, .h = at->h - above, .w = at->w };
}

static void import_layout(struct view *v, struct app *a, const struct rect *room)
{
	struct import_state *s = v->state;
	(void)a;
	v->at = *room;
	struct rect part = table_part(s, room);
	table_scroll(&s->table, &part);
}

static void draw_counts(const struct import_state *s, const struct app *a, const struct rect *r, int y)
{
	static const char *const word[] = { "import.rows", "import.added", "import.updated", "import.unchanged",
					    "import.refused" };
	const int64_t count[] = { s->counts.rows, s->counts.added, s->counts.updated, s->counts.unchanged,
				  s->counts.refused };
	int x = 1;
	for (size_t i = 0; i < 5; i++) {
		struct buf b = BUF_INIT;
		char text[24];
		snprintf(text, sizeof text, "%" PRId64, count[i]);
		words_put(a->screens, &b, word[i], text);
		x = draw_text(r, y, x, 0, i == 4 && count[i] > 0 ? INK_BAD : INK_NORMAL, b.s) + 2;
		buf_release(&b);
	}
}

/* The folder, ~ for one's own. */
static void draw_folder(const struct import_state *s, const struct rect *r)
{
	const char *home = getenv("HOME");
	size_t n = home != NULL ? strlen(home) : 0;
	bool own = n > 1 && strncmp(s->folder, home, n) == 0 && (s->folder[n] == '/' || s->folder[n] == '\0');
	int x = own ? draw_text(r, 0, 1, 0, INK_TITLE, "~") : 1;
	draw_text(r, 0, x, 0, INK_TITLE, s->folder + (own ? n : 0));
}

static void import_draw(const struct view *v, const struct app *a)
{
	const struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	struct buf b = BUF_INIT;
	draw_clear(&v->at);
	if (s->step == STEP_FILE) {
		draw_folder(s, &v->at);
	} else {
		const char *name = strrchr(s->path, '/');
		words_put(a->screens, &b, "import.file", name != NULL ? name + 1 : s->path,
			  import_kind_title(a->screens, s->kind), import_encoding(s->import));
		draw_text(&v->at, 0, 1, 0, INK_TITLE, b.s);
		draw_counts(s, a, &v->at, 1);
		const char *key = s->step == STEP_DONE         ? "import.done_help"
				  : s->showing == SHOW_COLUMNS ? "import.columns_help"
							       : "import.rows_help";
		draw_text(&v->at, 2, 1, 0, INK_DIM, app_word(a, key));
	}
	table_draw(&s->table, &part);
	buf_release(&b);
}

/* Takes the path over. */
static unsigned open_path(struct import_state *s, struct app *a, char *path, bool is_folder)
{
	char **place = is_folder ? &s->folder : &s->path;
	mem_free(*place);
	*place = path;
	if (!is_folder)
		return import_choose_kind(s, a);
	s->table.at = 0;
	list_folder(s, a);
	return EFFECT_DRAW;
}

static unsigned open_entry(struct import_state *s, struct app *a)
{
	if (s->table.n == 0)
		return EFFECT_NONE;
	const struct folder_entry *f = s->table.at > 0 ? &s->entry[s->table.at - 1] : NULL;
	return open_path(s, a, folder_join(s->folder, f != NULL ? f->name : ".."), f == NULL || f->is_folder);
}

/* A path typed or pasted: from / or ~, else from the folder that is shown. */
unsigned import_open_typed(struct import_state *s, struct app *a, const char *typed)
{
	const char *home = getenv("HOME");
	struct folder_entry *list = NULL;
	size_t n = 0;
	char *path = typed[0] == '/'                                      ? mem_dup(typed)
		     : typed[0] == '~' && typed[1] == '/' && home != NULL ? folder_join(home, typed + 2)
									  : folder_join(s->folder, typed);
	bool is_folder = folder_list(path, &list, &n, NULL) == 0;
	folder_free(&list, n);
	return open_path(s, a, path, is_folder);
}

static unsigned back(struct view *v, struct app *a)
{
	struct import_state *s = v->state;
	if (s->step != STEP_PREVIEW)
		return app_answer(a, false, 0, NULL);
	import_close(&s->import);
	s->step = STEP_FILE;
	s->table.at = 0;
	list_folder(s, a);
	return EFFECT_DRAW;
}

static unsigned import_request(struct view *v, struct app *a, enum request r)
{
	struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	switch (r) {
	case REQ_OPEN:
		if (s->step == STEP_FILE)
			return open_entry(s, a);
		return s->step == STEP_PREVIEW && s->showing == SHOW_COLUMNS ? import_ask_column(s, a) : EFFECT_NONE;
	case REQ_FIND:
		return s->step == STEP_FILE ? import_ask_path(s, a) : EFFECT_NONE;
	case REQ_NEXT_FIELD:
		return s->step == STEP_PREVIEW
			       ? import_show(s, a, s->showing == SHOW_COLUMNS ? SHOW_ROWS : SHOW_COLUMNS)
			       : EFFECT_NONE;
	case REQ_SAVE:
		return s->step == STEP_PREVIEW ? import_ask_run(s, a) : EFFECT_NONE;
	case REQ_BACK:
		return back(v, a);
	default:
		return table_move(&s->table, &part, r);
	}
}

static bool import_can(const struct view *v, const struct app *a, enum request r)
{
	const struct import_state *s = v->state;
	(void)a;
	if (r == REQ_SAVE || r == REQ_NEXT_FIELD)
		return s->step == STEP_PREVIEW;
	if (r == REQ_FIND)
		return s->step == STEP_FILE;
	if (r == REQ_OPEN)
		return s->step == STEP_FILE || (s->step == STEP_PREVIEW && s->showing == SHOW_COLUMNS);
	return true;
}

static unsigned import_mouse(struct view *v, struct app *a, const struct key *k)
{
	struct import_state *s = v->state;
	struct rect part = table_part(s, &v->at);
	int clicks = table_click(&s->table, &part, k);
	return clicks == 2 ? import_request(v, a, REQ_OPEN) : clicks == 1 ? EFFECT_DRAW : EFFECT_NONE;
}

static void import_view_close(struct view *v)
{
	struct import_state *s = v->state;
	import_close(&s->import);
	folder_free(&s->entry, s->n);
	import_forget_rows(s);
	table_release(&s->table);
	mem_free(s->folder);
	mem_free(s->path);
	mem_free(s->target);
	mem_free(s);
}

static const enum request import_requests[] = { REQ_OPEN,    REQ_SAVE,      REQ_NEXT_FIELD, REQ_BACK, REQ_UP,  REQ_DOWN,
						REQ_PAGE_UP, REQ_PAGE_DOWN, REQ_FIRST,      REQ_LAST, REQ_NONE };
static const struct view_ops import_ops = {
	.name = "import",
	.requests = import_requests,
	.load = import_load,
	.layout = import_layout,
	.draw = import_draw,
	.can = import_can,
	.request = import_request,
	.mouse = import_mouse,
	.answer = import_answer,
	.close = import_view_close,
};

struct view *import_view(struct app *a)
{
	struct import_state *s = mem_alloc(sizeof *s);
	char here[4096];
	s->folder = office_setting(a->office, "import.folder");
	if (s->folder == NULL)
		s->folder = mem_dup(getcwd(here, sizeof here) != NULL ? here : "/");
	return view_make(&import_ops, s);
}
