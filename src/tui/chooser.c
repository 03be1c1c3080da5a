#include "chooser.h"

#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "import.folder"

void chooser_init(struct chooser *c, struct app *a)
{
	char here[4096], *last = office_setting(a->office, FOLDER);
	c->folder = mem_dup(last != NULL ? last : getcwd(here, sizeof here) != NULL ? here : "/");
	free(last);
}

void chooser_release(struct chooser *c)
{
	folder_free(&c->entry, c->n);
	table_release(&c->table);
	mem_free(c->folder);
}

void chooser_keep(const struct chooser *c, struct app *a)
{
	office_setting_set(a->office, FOLDER, c->folder, NULL);
}

void chooser_list(struct chooser *c, struct app *a)
{
	struct err e;
	folder_free(&c->entry, c->n);
	c->n = 0;
	table_release(&c->table);
	table_column(&c->table, app_word(a, "word.file"), 0, false);
	table_column(&c->table, app_word(a, "word.size"), 10, true);
	table_column(&c->table, app_word(a, "word.changed"), 16, false);
	if (folder_list(c->folder, &c->entry, &c->n, &e) < 0)
		app_fail(a, NULL, &e);
	table_add(&c->table, 0, INK_HEADER, "..", "", "");
	for (size_t i = 0; i < c->n; i++) {
		const struct folder_entry *f = &c->entry[i];
		char size[32] = "", name[300];
		if (!f->is_folder)
			snprintf(size, sizeof size, "%" PRId64 "K", (f->bytes + 1023) / 1024);
		snprintf(name, sizeof name, "%s%s", f->name, f->is_folder ? "/" : "");
		table_add(&c->table, 0, f->is_folder ? INK_HEADER : INK_NORMAL, name, size, f->changed);
	}
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

/* The folder, ~ for one's own. */
static void draw_folder(const struct chooser *c, const struct rect *r)
{
	const char *home = getenv("HOME");
	size_t n = home != NULL ? strlen(home) : 0;
	bool own = n > 1 && strncmp(c->folder, home, n) == 0 && (c->folder[n] == '/' || c->folder[n] == '\0');
	int x = own ? draw_text(r, 0, 1, 0, INK_TITLE, "~") : 1;
	draw_text(r, 0, x, 0, INK_TITLE, c->folder + (own ? n : 0));
}

void chooser_draw(const struct chooser *c, const struct rect *r)
{
	struct rect part = entries(r);
	draw_folder(c, r);
	table_draw(&c->table, &part);
}

unsigned chooser_move(struct chooser *c, const struct rect *r, enum request request)
{
	struct rect part = entries(r);
	return table_move(&c->table, &part, request);
}

int chooser_click(struct chooser *c, const struct rect *r, const struct key *k)
{
	struct rect part = entries(r);
	return table_click(&c->table, &part, k);
}

/* Takes the path over. */
static char *open_path(struct chooser *c, struct app *a, char *path, bool is_folder)
{
	if (!is_folder)
		return path;
	mem_free(c->folder);
	c->folder = path;
	c->table.at = 0;
	chooser_list(c, a);
	return NULL;
}

char *chooser_take(struct chooser *c, struct app *a)
{
	if (c->table.n == 0)
		return NULL;
	const struct folder_entry *f = c->table.at > 0 ? &c->entry[c->table.at - 1] : NULL;
	return open_path(c, a, folder_join(c->folder, f != NULL ? f->name : ".."), f == NULL || f->is_folder);
}

char *chooser_typed(struct chooser *c, struct app *a, const char *typed)
{
	const char *home = getenv("HOME");
	struct folder_entry *list = NULL;
	size_t n = 0;
	char *path = typed[0] == '/'                                      ? mem_dup(typed)
		     : typed[0] == '~' && typed[1] == '/' && home != NULL ? folder_join(home, typed + 2)
									  : folder_join(c->folder, typed);
	bool is_folder = folder_list(path, &list, &n, NULL) == 0;
	folder_free(&list, n);
	return open_path(c, a, path, is_folder);
}
