#include "screen/config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "screen/spec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct raw_config {
	const char *path, *dir;
	bool backup, mouse, ascii;
	int language, colour;
};
#define AT(member) offsetof(struct raw_config, member)
enum { COLOUR_AUTO, COLOUR_NEVER };
static const char *const language_names[] = { [LANG_ZH] = "zh", [LANG_EN] = "en", NULL };
static const char *const colour_names[] = { [COLOUR_AUTO] = "auto", [COLOUR_NEVER] = "never", NULL };

static const struct spec store_specs[] = {
	{ "path", SPEC_TEXT, SPEC_NULL, AT(path), 0, NULL },
	{ "backup", SPEC_YES, 0, AT(backup), 0, NULL },
	{ 0 },
};
static const struct spec screens_specs[] = {
	{ "dir", SPEC_TEXT, SPEC_NULL, AT(dir), 0, NULL },
	{ 0 },
};
static const struct spec ui_specs[] = {
	{ "language", SPEC_ONE, 0, AT(language), 0, language_names },
	{ "colour", SPEC_ONE, 0, AT(colour), 0, colour_names },
	{ "mouse", SPEC_YES, 0, AT(mouse), 0, NULL },
	{ "ascii", SPEC_YES, 0, AT(ascii), 0, NULL },
	{ 0 },
};
static const struct section_specs {
	const char *name;
	const struct spec *specs;
} sections[] = { { "store", store_specs }, { "screens", screens_specs }, { "ui", ui_specs } };
#define SECTIONS (sizeof sections / sizeof *sections)

const char *config_key(size_t i)
{
	static char name[64];

	for (size_t s = 0; s < SECTIONS; s++)
		for (const struct spec *p = sections[s].specs; p->key; p++)
			if (i-- == 0) {
				snprintf(name, sizeof name, "%s.%s", sections[s].name, p->key);
				return name;
			}
	return NULL;
}

struct reading {
	const char *path, *section;
	struct err *e;
	bool failed;
};

static void on_fault(void *arg, enum spec_fault fault, int line, const char *key, const char *value,
		     const char *allowed)
{
	struct reading *r = arg;
	char at[ERR_ARG_BYTES], name[ERR_ARG_BYTES];

	if (r->failed)
		return;
	r->failed = true;
	snprintf(at, sizeof at, "%s:%d", r->path, line);
	if (fault == SPEC_UNKNOWN)
		snprintf(name, sizeof name, "[%s] %s", r->section, key);
	else
		snprintf(name, sizeof name, "%s = %s", key, value);
	err_set(r->e, ERR_INVALID, fault == SPEC_UNKNOWN ? "CONFIG_KEY" : "CONFIG_VALUE", at, name, allowed);
}

static void read_section(struct reading *r, const struct spec_reader *reader, const struct ini_section *s, void *out)
{
	char at[ERR_ARG_BYTES];

	r->section = s->name;
	for (size_t i = 0; i < SECTIONS; i++)
		if (!strcmp(sections[i].name, s->name)) {
			spec_fill(reader, sections[i].specs, s, out);
			return;
		}
	if (r->failed)
		return;
	r->failed = true;
	snprintf(at, sizeof at, "%s:%d", r->path, s->line);
	err_set(r->e, ERR_INVALID, "CONFIG_KEY", at, s->name, "[store] [screens] [ui]");
}

/* The caller frees. */
static char *home_path(const char *path)
{
	const char *home = getenv("HOME");
	struct buf b = BUF_INIT;

	if (!path || strncmp(path, "~/", 2) != 0 || !home)
		return mem_dup(path);
	buf_addf(&b, "%s/%s", home, path + 2);
	return buf_detach(&b);
}

static char *usual_path(void)
{
	const char *base = getenv("XDG_CONFIG_HOME");
	struct buf b = BUF_INIT;

	if (!base || base[0] != '/')
		return home_path("~/.config/bangfu/config.ini");
	buf_addf(&b, "%s/bangfu/config.ini", base);
	return buf_detach(&b);
}

int config_read(struct config *c, const char *path, bool must_exist, struct err *e)
{
	struct raw_config raw = { .backup = true, .mouse = true, .language = -1, .colour = COLOUR_AUTO };
	char *file = path ? mem_dup(path) : usual_path();
	struct arena arena = { 0 };
	struct reading r = { file, "", e, false };
	const struct spec_reader reader = { &arena, false, on_fault, &r };
	struct ini *ini = NULL;
	int result = 0;

	*c = (struct config){ .backup_daily = true, .lang = -1, .colour = true, .mouse = true };
	if (!must_exist && access(file, F_OK) != 0)
		goto done;
	if (ini_read(&ini, file, NULL, NULL, e)) {
		result = -1;
		goto done;
	}
	for (size_t i = 0; i < ini->n; i++)
		read_section(&r, &reader, &ini->section[i], &raw);
	if (r.failed) {
		result = -1;
		goto done;
	}
	*c = (struct config){ .store_path = home_path(raw.path),
			      .screens_dir = home_path(raw.dir),
			      .backup_daily = raw.backup,
			      .lang = raw.language,
			      .colour = raw.colour == COLOUR_AUTO,
			      .mouse = raw.mouse,
			      .ascii = raw.ascii };
done:
	ini_free(&ini);
	arena_release(&arena);
	mem_free(file);
	return result;
}

void config_release(struct config *c)
{
	mem_free(c->store_path);
	mem_free(c->screens_dir);
	c->store_path = c->screens_dir = NULL;
}
