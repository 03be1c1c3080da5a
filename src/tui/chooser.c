#include "chooser.h"

#include "base/buf.h"
#include "base/mem.h"
#include "tui/popups.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "import.folder"

void chooser_init(struct chooser *c, struct app *a, chooser_taken *taken, void *arg)
{
	char here[4096], *last = office_setting(a->office, FOLDER);
	c->taken = taken;
	c->arg = arg;
	c->folder = mem_dup(last != NULL ? last : getcwd(here, sizeof here) != NULL ? here : "/");
	free(last);
}

void chooser_release(struct chooser *c)
{
	folder_free(&c->entry, c->n);
	folder_places_free(&c->place, c->n_places);
	table_release(&c->table);
	mem_free(c->folder);
}

void chooser_keep(const struct chooser *c, struct app *a)
{
	office_setting_set(a->office, FOLDER, c->folder, NULL);
}

void chooser_put(const char *path, struct buf *out)
{
	const char *home = getenv("HOME");
	size_t n = home != NULL ? strlen(home) : 0;
	bool own = n > 1 && strncmp(path, home, n) == 0 && (path[n] == '/' || path[n] == '\0');

	buf_addf(out, "%s%s", own ? "~" : "", path + (own ? n : 0));
}

static char *real_path(const char *path)
{
	char *real = realpath(path, NULL), *out = mem_dup(real != NULL ? real : path);

	free(real);
	return out;
}

static bool is_shown(const struct chooser *c, const char *place)
{
	char *real = real_path(place);
	bool same = strcmp(real, c->folder) == 0;

	mem_free(real);
	return same;
}

/* The sticks may have been changed meanwhile. */
static void list_places(struct chooser *c, struct app *a)
{
	size_t n = 0, all;

	folder_places_free(&c->place, c->n_places);
	all = folder_places(app_word(a, "import.places"), &c->place);
	for (size_t i = 0; i < all; i++) {
		struct buf name = BUF_INIT;

		if (is_shown(c, c->place[i])) {
			mem_free(c->place[i]);
			continue;
		}
		chooser_put(c->place[i], &name);
		buf_addc(&name, '/');
		table_add(&c->table, 0, INK_LABEL, name.s, "", "");
		buf_release(&name);
		c->place[n++] = c->place[i];
	}
	c->n_places = n;
}

void chooser_list(struct chooser *c, struct app *a)
{
	size_t was = c->n_places, at = c->table.at;
	struct err e;
	folder_free(&c->entry, c->n);
	c->n = 0;
	table_release(&c->table);
	table_column(&c->table, app_word(a, "word.file"), 0, false);
	table_column(&c->table, app_word(a, "word.size"), 10, true);
	table_column(&c->table, app_word(a, "word.changed"), 16, false);
	if (folder_list(c->folder, &c->entry, &c->n, &e) < 0)
		app_fail(a, NULL, &e);
	list_places(c, a);
	table_add(&c->table, 0, INK_HEADER, "..", "", "");
	for (size_t i = 0; i < c->n; i++) {
		const struct folder_entry *f = &c->entry[i];
		char size[32] = "", name[300];
		if (!f->is_folder)
			snprintf(size, sizeof size, "%" PRId64 "K", (f->bytes + 1023) / 1024);
		snprintf(name, sizeof name, "%s%s", f->name, f->is_folder ? "/" : "");
		table_add(&c->table, 0, f->is_folder ? INK_HEADER : INK_NORMAL, name, size, f->changed);
	}
	/* Among its own, whatever came or went above them. */
	c->table.at = at >= was ? at - was + c->n_places : at;
	table_clip(&c->table);
}

static struct rect entries(const struct rect *r)
{
	return (struct rect){ .y = r->y + 1, .x = r->x, .h = r->h - 1, .w = r->w };
}

void chooser_scroll(struct chooser *c, const struct rect *r)
{
	struct rect part = entries(r);
	table_scroll(&c->table, &part);
}

void chooser_draw(const struct chooser *c, const struct rect *r)
{
	struct rect part = entries(r);
	struct buf name = BUF_INIT;
	chooser_put(c->folder, &name);
	draw_text(r, 0, 1, 0, INK_TITLE, name.s);
	buf_release(&name);
	table_draw(&c->table, &part);
}

int chooser_click(struct chooser *c, const struct rect *r, const struct key *k)
{
	struct rect part = entries(r);
	return table_click(&c->table, &part, k);
}

/* False: it has none of that name. */
static bool point_at(struct chooser *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->entry[i].name, name) == 0) {
			c->table.at = c->n_places + 1 + i;
			return true;
		}
	return false;
}

/* Shows it, the cursor on the entry `from` if it has one, else above the first. Takes the path over. */
static void show_folder(struct chooser *c, struct app *a, char *path, const char *from)
{
	mem_free(c->folder);
	c->folder = real_path(path);
	mem_free(path);
	chooser_list(c, a);
	c->table.at = c->n_places;
	if (from != NULL)
		point_at(c, from);
}

static unsigned go_up(struct chooser *c, struct app *a)
{
	const char *slash = strrchr(c->folder, '/');
	char *from = mem_dup(slash != NULL ? slash + 1 : "");

	show_folder(c, a, folder_join(c->folder, ".."), from);
	mem_free(from);
	return EFFECT_DRAW;
}

static unsigned open_entry(struct chooser *c, struct app *a, const struct folder_entry *f)
{
	char *path = folder_join(c->folder, f->name);

	if (!f->is_folder)
		return c->taken(c->arg, a, path);
	show_folder(c, a, path, NULL);
	return EFFECT_DRAW;
}

static unsigned open_line(struct chooser *c, struct app *a)
{
	size_t at = c->table.at;

	if (at < c->n_places) {
		show_folder(c, a, mem_dup(c->place[at]), NULL);
		return EFFECT_DRAW;
	}
	return at == c->n_places ? go_up(c, a) : open_entry(c, a, &c->entry[at - c->n_places - 1]);
}

/* The entries may have been read anew since they were asked about; one that went says so where it is opened. */
static unsigned open_name(struct chooser *c, struct app *a, const char *name)
{
	return point_at(c, name) ? open_line(c, a) : c->taken(c->arg, a, folder_join(c->folder, name));
}

/* Their names, narrowed as one types. */
static unsigned ask_name(struct chooser *c, struct app *a)
{
	struct menu_item *item = mem_alloc((c->n + 1) * sizeof *item);
	unsigned fx;

	if (c->n == 0) {
		mem_free(item);
		return app_say(a, "word.folder_empty", NULL, NULL);
	}
	for (size_t i = 0; i < c->n; i++)
		item[i] = (struct menu_item){ c->entry[i].name, c->entry[i].is_folder ? "/" : NULL, (int64_t)i };
	c->asks = CHOOSER_ASKS_NAME;
	fx = app_push(a, menu_view(app_word(a, "word.file"), item, c->n, 0));
	mem_free(item);
	return fx;
}

bool chooser_has(enum request request)
{
	return request == REQ_FIND || request == REQ_PATH || request == REQ_LEFT || request == REQ_BACKSPACE;
}

unsigned chooser_request(struct chooser *c, struct app *a, const struct rect *r, enum request request)
{
	struct rect part = entries(r);

	switch (request) {
	case REQ_OPEN:
		return c->table.n ? open_line(c, a) & ~(unsigned)EFFECT_AGAIN : EFFECT_NONE;
	case REQ_LEFT:
	case REQ_BACKSPACE:
		return go_up(c, a);
	case REQ_FIND:
		return ask_name(c, a);
	case REQ_PATH:
		c->asks = CHOOSER_ASKS_PATH;
		return app_push(a, prompt_view(app_word(a, "import.path"), ""));
	default:
		return table_move(&c->table, &part, request);
	}
}

unsigned chooser_answer(struct chooser *c, struct app *a, const struct answer *ans)
{
	enum chooser_asks asked = c->asks;
	unsigned fx = EFFECT_DRAW;
	char *path;

	c->asks = CHOOSER_ASKS_NOTHING;
	if (asked == CHOOSER_ASKS_NOTHING)
		return EFFECT_UNWANTED;
	if (ans->yes && asked == CHOOSER_ASKS_NAME)
		return open_name(c, a, ans->text) & ~(unsigned)EFFECT_AGAIN;
	if (ans->yes && asked == CHOOSER_ASKS_PATH && (path = chooser_typed(c, a, ans->text)) != NULL)
		fx = c->taken(c->arg, a, path);
	if (fx & EFFECT_AGAIN)
		c->asks = asked;
	return fx;
}

char *chooser_typed(struct chooser *c, struct app *a, const char *typed)
{
	const char *home = getenv("HOME");
	struct folder_entry *list = NULL;
	size_t n = 0;
	char *path;

	if (typed[0] == '/')
		path = mem_dup(typed);
	else if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0') && home != NULL)
		path = typed[1] && typed[2] ? folder_join(home, typed + 2) : mem_dup(home);
	else
		path = folder_join(c->folder, typed);
	bool is_folder = folder_list(path, &list, &n, NULL) == 0;
	folder_free(&list, n);
	if (!is_folder)
		return path;
	show_folder(c, a, path, NULL);
	return NULL;
}
