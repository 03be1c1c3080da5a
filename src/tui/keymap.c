#include "tui/keymap.h"

#include "base/mem.h"
#include "screen/keys.h"
#include "screen/screens.h"

#include <string.h>

struct binding {
	const char *keys, *label, *help;
	int bar;
};

/* Keys are few and looked up once per key pressed: each request keeps its words as written. */
struct keymap {
	struct binding of[REQ_COUNT];
};

const enum request app_requests[] = {
	REQ_QUIT,        REQ_BACK,        REQ_HELP,       REQ_PALETTE,       REQ_REDRAW,       REQ_SUSPEND,
	REQ_UNDO,        REQ_REDO,        REQ_GO_TODAY,   REQ_GO_HOUSEHOLDS, REQ_GO_VISITS,    REQ_GO_CAMPAIGNS,
	REQ_GO_FINDINGS, REQ_GO_STUDENTS, REQ_GO_LISTS,   REQ_GO_BIN,        REQ_GO_ROUNDS,    REQ_GO_LOG,
	REQ_GO_IMPORT,   REQ_GO_CHECKS,   REQ_GO_ME,      REQ_GO_SAMPLES,    REQ_GO_AWARENESS, REQ_GO_DUPLICATES,
	REQ_REFRESH,     REQ_GO_COVERAGE, REQ_GO_LESSONS, REQ_GO_DROPOUTS,   REQ_GO_ROSTERS,   REQ_GO_TABLES,
	REQ_GO_CHARTS,   REQ_GO_REPORTS,  REQ_NONE,
};

/* What still makes sense while a popup waits for its answer. */
static const enum request popup_requests[] = { REQ_BACK, REQ_HELP, REQ_REDRAW, REQ_SUSPEND, REQ_NONE };

int keymap_open(struct keymap **out, const struct screens *s, struct err *e)
{
	const struct key_binding *list;
	size_t n = screens_keys(s, &list);
	struct keymap *k = mem_alloc(sizeof(*k));

	(void)e;
	for (int r = 0; r < REQ_COUNT; r++)
		k->of[r] = (struct binding){ .keys = "", .label = "", .help = "" };
	for (size_t i = 0; i < n; i++) {
		enum request r = request_of_name(list[i].request);

		if (r != REQ_NONE)
			k->of[r] = (struct binding){ list[i].keys, list[i].label, list[i].help, list[i].bar };
	}
	*out = k;
	return 0;
}

void keymap_close(struct keymap **k)
{
	mem_free(*k);
	*k = NULL;
}

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; n > 0 && (at = strstr(at, word)) != NULL; at += n)
		if ((at == words || at[-1] == ' ') && (at[n] == '\0' || at[n] == ' '))
			return true;
	return false;
}

/* `v` NULL: whether or not a view can. */
static enum request among(const struct keymap *k, const struct app *a, const struct view *v, const enum request *list,
			  const char *name)
{
	for (; list && *list != REQ_NONE; list++)
		if (has_word(k->of[*list].keys, name) && (!v || view_can(v, a, *list)))
			return *list;
	return REQ_NONE;
}

enum request keymap_request(const struct keymap *k, const struct app *a, const struct view *v, const struct key *key)
{
	const char *name = key->text;
	enum request r;

	if (key->kind != KEY_TEXT && key->kind != KEY_NAMED_)
		return REQ_NONE;
	if (key->kind == KEY_TEXT) {
		if (view_takes_text(v))
			return REQ_NONE;
		if (strcmp(name, " ") == 0)
			name = "Space";
	}
	r = among(k, a, v, v->ops->requests, name);
	if (r == REQ_NONE)
		r = among(k, a, NULL, v->ops->popup ? popup_requests : app_requests, name);
	/* Whatever keys.ini says, these two lead out. */
	if (r == REQ_NONE && (strcmp(name, "Esc") == 0 || strcmp(name, "Ctrl-C") == 0))
		r = REQ_BACK;
	return r;
}

const char *keymap_keys(const struct keymap *k, enum request r)
{
	return k->of[r].keys;
}

const char *keymap_label(const struct keymap *k, enum request r)
{
	return k->of[r].label;
}

const char *keymap_help(const struct keymap *k, enum request r)
{
	return k->of[r].help;
}

int keymap_bar(const struct keymap *k, enum request r)
{
	return k->of[r].bar;
}
