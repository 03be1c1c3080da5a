#include "export_internal.h"

#include "base/mem.h"
#include "base/process.h"
#include "base/text.h"
#include "popup.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

#define WIDE 72
#define LABEL_COLS 8

static const char *const profile_word[PROFILES] = { "export.posting", "export.masked", "export.internal" };
static const char *const profile_help[PROFILES] = { "export.posting_help", "export.masked_help",
						    "export.internal_help" };
static const char *const way_word[WAYS] = { "export.as_xlsx", "export.as_csv",  "export.as_gb18030", "export.as_pdf",
					    "export.as_txt",  "export.as_look", "export.as_print" };

bool export_has_way(const struct export_state *s, enum export_way way)
{
	if (way == WAY_PRINT && !process_is_there("lp"))
		return false;
	return s->ask.source || way >= WAY_PDF;
}

bool export_has_file(const struct export_state *s)
{
	return s->way != WAY_LOOK && s->way != WAY_PRINT;
}

static const enum sheet_format format_of_way[WAYS] = { [WAY_XLSX] = FORMAT_XLSX,
						       [WAY_CSV] = FORMAT_CSV,
						       [WAY_GB18030] = FORMAT_CSV_GB18030,
						       [WAY_PDF] = FORMAT_PDF,
						       [WAY_TEXT] = FORMAT_TEXT };

char *export_shown_path(const struct export_state *s, const struct app *a)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;
	bool own = n > 1 && strncmp(s->folder, home, n) == 0 && (s->folder[n] == '/' || !s->folder[n]);
	struct buf b = BUF_INIT;
	char *name;

	if (s->path)
		return mem_dup(s->path);
	name = export_name(a->screens, s->ask.title, s->profile, format_of_way[s->way]);
	buf_addf(&b, "%s%s/%s", own ? "~" : "", s->folder + (own ? n : 0), name);
	mem_free(name);
	return buf_detach(&b);
}

static void layout(struct view *v, struct app *a, const struct rect *room)
{
	(void)a;
	v->at = popup_place(room, EXPORT_LINES + 3, room->w - 4 < WIDE ? room->w - 4 : WIDE);
}

/* A long path loses its beginning: the name is what one looks for. */
static const char *end_of(const char *path, int cols)
{
	while (text_width(path) > cols && *path)
		path += text_next(path, 0);
	return path;
}

static void draw(const struct view *v, const struct app *a)
{
	static const char *const label[EXPORT_LINES] = { "export.profile", "export.format", "export.file",
							 "export.go" };
	const struct export_state *s = v->state;
	struct rect in = popup_inside(&v->at);
	char *path = export_has_file(s) ? export_shown_path(s, a) : mem_dup(app_word(a, "export.no_file"));
	const char *value[EXPORT_LINES] = { app_word(a, profile_word[s->profile]), app_word(a, way_word[s->way]),
					    end_of(path, in.w - LABEL_COLS - 6), "" };
	struct buf title = BUF_INIT;

	words_put(a->screens, &title, "export.title", s->ask.title);
	draw_box(&v->at, title.s);
	for (size_t i = 0; i < EXPORT_LINES; i++) {
		enum ink ink = i == s->at ? INK_SELECTED : INK_NORMAL;

		draw_fill(&in, (int)i, ink);
		draw_text(&in, (int)i, 0, 1, ink, i == s->at ? ">" : " ");
		draw_text(&in, (int)i, 2, LABEL_COLS, i == s->at ? ink : INK_LABEL, app_word(a, label[i]));
		draw_text(&in, (int)i, LABEL_COLS + 3, in.w - LABEL_COLS - 4, ink, value[i]);
	}
	if (s->profile == PROFILE_POSTING && s->ask.posting)
		draw_text(&in, EXPORT_LINES, 2, in.w - 3, INK_WARN, s->ask.posting);
	else
		draw_text(&in, EXPORT_LINES, 2, in.w - 3, INK_DIM, app_word(a, profile_help[s->profile]));
	buf_release(&title);
	mem_free(path);
}

static unsigned ask_profile(struct export_state *s, struct app *a)
{
	struct menu_item item[PROFILES];

	for (int p = 0; p < PROFILES; p++)
		item[p] = (struct menu_item){ .label = app_word(a, profile_word[p]), .id = p };
	s->asks = EXPORT_ASKS_PROFILE;
	return app_push(a, menu_view(app_word(a, "export.profile"), item, PROFILES, s->profile));
}

static unsigned ask_format(struct export_state *s, struct app *a)
{
	struct menu_item item[WAYS];
	size_t n = 0, chosen = 0;

	for (int w = 0; w < WAYS; w++) {
		if (!export_has_way(s, (enum export_way)w))
			continue;
		chosen = s->way == (enum export_way)w ? n : chosen;
		item[n++] = (struct menu_item){ .label = app_word(a, way_word[w]), .id = w };
	}
	s->asks = EXPORT_ASKS_FORMAT;
	return app_push(a, menu_view(app_word(a, "export.format"), item, n, chosen));
}

static unsigned ask_path(struct export_state *s, struct app *a)
{
	char *path = export_shown_path(s, a);
	struct view *v = prompt_view(app_word(a, "export.path"), path);

	mem_free(path);
	s->asks = EXPORT_ASKS_PATH;
	return app_push(a, v);
}

static unsigned open_line(struct export_state *s, struct app *a)
{
	switch (s->at) {
	case EXPORT_PROFILE_LINE:
		return ask_profile(s, a);
	case EXPORT_FORMAT_LINE:
		return ask_format(s, a);
	case EXPORT_FILE_LINE:
		return export_has_file(s) ? ask_path(s, a) : EFFECT_NONE;
	default:
		return export_go(s, a, false);
	}
}

static unsigned request(struct view *v, struct app *a, enum request r)
{
	struct export_state *s = v->state;
	unsigned fx = move_cursor(r, EXPORT_LINES, EXPORT_LINES, &s->at);

	if (!(fx & EFFECT_UNWANTED))
		return fx;
	if (r == REQ_BACK)
		return app_answer(a, false, 0, NULL);
	if (r == REQ_SAVE)
		return export_go(s, a, false);
	return r == REQ_OPEN ? open_line(s, a) : EFFECT_UNWANTED;
}

static unsigned mouse(struct view *v, struct app *a, const struct key *k)
{
	struct export_state *s = v->state;
	struct rect in = popup_inside(&v->at);

	if (k->button > 2 || k->y < in.y || k->y >= in.y + EXPORT_LINES || k->x < in.x || k->x >= in.x + in.w)
		return EFFECT_NONE;
	s->at = (size_t)(k->y - in.y);
	return k->button == 2 || s->at == EXPORT_GO_LINE ? open_line(s, a) : EFFECT_DRAW;
}

static unsigned answer(struct view *v, struct app *a, const struct answer *ans)
{
	struct export_state *s = v->state;
	enum export_asks asked = s->asks;

	s->asks = EXPORT_ASKS_NOTHING;
	if (!ans->yes)
		return EFFECT_DRAW;
	if (asked == EXPORT_ASKS_OVER)
		return export_go(s, a, true);
	if (asked == EXPORT_ASKS_PROFILE || asked == EXPORT_ASKS_FORMAT) {
		/* A path somebody typed names a file of the other kind now. */
		mem_free(s->path);
		s->path = NULL;
	}
	if (asked == EXPORT_ASKS_PROFILE)
		s->profile = (enum profile)ans->id;
	else if (asked == EXPORT_ASKS_FORMAT)
		s->way = (enum export_way)ans->id;
	else if (asked == EXPORT_ASKS_PATH && !text_is_blank(ans->text)) {
		mem_free(s->path);
		s->path = mem_dup(ans->text);
	}
	if (asked != EXPORT_ASKS_NOTHING)
		s->at++; /* one line after the other */
	return EFFECT_DRAW;
}

static void close_export(struct view *v)
{
	struct export_state *s = v->state;

	if (s->ask.release)
		s->ask.release(s->ask.from);
	mem_free((char *)(uintptr_t)s->ask.what);
	mem_free((char *)(uintptr_t)s->ask.title);
	mem_free((char *)(uintptr_t)s->ask.posting);
	mem_free(s->folder);
	mem_free(s->path);
	mem_free(s);
}

static const enum request requests[] = { REQ_OPEN, REQ_SAVE, REQ_BACK, REQ_UP, REQ_DOWN, REQ_NONE };
static const struct view_ops ops = {
	.name = "export",
	.popup = true,
	.requests = requests,
	.layout = layout,
	.draw = draw,
	.request = request,
	.mouse = mouse,
	.answer = answer,
	.close = close_export,
};

struct view *export_view(struct app *a, const struct export_ask *ask)
{
	struct export_state *s = mem_alloc(sizeof(*s));
	const char *home = getenv("HOME");

	s->ask = *ask;
	s->ask.what = mem_dup(ask->what);
	s->ask.title = mem_dup(ask->title);
	s->ask.posting = ask->posting ? mem_dup(ask->posting) : NULL;
	s->profile = PROFILE_POSTING;
	s->way = ask->source ? WAY_XLSX : WAY_PDF;
	s->folder = office_setting(a->office, "folder.export");
	if (!s->folder)
		s->folder = mem_dup(home && *home ? home : ".");
	return view_make(&ops, s);
}
