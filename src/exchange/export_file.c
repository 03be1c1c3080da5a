/* Rows into a file or a sheet, under a profile, and the note that they left. */
#include "export_parts.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/record.h"
#include "screen/words.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct writing {
	struct office *o;
	const char *what, *path;
	enum profile profile;
	enum sheet_format format;
	struct sheet_out *out;
};

static int write_page(void *arg, struct sheet *s, struct err *e)
{
	struct writing *w = arg;

	if (!w->out && sheet_out_open(&w->out, w->o, s, w->profile, w->format, w->path, e) < 0)
		return -1;
	return sheet_out_lines(w->out, s, e);
}

int export_straight(export_sink *sink, void *arg, const struct sheet *head, struct sheet_out **out, struct err *e)
{
	struct writing *w = arg;

	*out = NULL;
	if (sink != write_page)
		return 0;
	if (sheet_out_open(&w->out, w->o, head, w->profile, w->format, w->path, e) < 0)
		return -1;
	if (sheet_out_straight(w->out))
		*out = w->out;
	return 0;
}

static int log_it(void *arg, int64_t rows, struct err *e)
{
	const struct writing *w = arg;

	return export_logged(w->o, w->what, w->profile, rows, w->path ? w->path : "-", e);
}

int export_file(struct office *o, const char *what, export_source *source, void *from, enum profile p,
		enum sheet_format f, const char *path, int64_t *rows, struct err *e)
{
	struct writing w = { .o = o, .what = what, .path = path, .profile = p, .format = f };
	int rc;

	*rows = 0;
	if (o->read_only)
		return err_set(e, ERR_INVALID, "EXPORT_LOG");
	rc = source(from, write_page, &w, e);
	if (w.out)
		*rows = sheet_out_rows(w.out);
	if (sheet_out_close(&w.out, rc == 0, log_it, &w, e) < 0)
		rc = -1;
	return rc;
}

struct gathering {
	struct sheet *to;
	bool begun;
};

static int gather(void *arg, struct sheet *s, struct err *e)
{
	struct gathering *g = arg;

	(void)e;
	if (!g->begun)
		sheet_copy_head(g->to, s);
	g->begun = true;
	for (size_t i = 0; i < s->lines; i++) {
		struct sheet_line *l = sheet_add(g->to, s->line[i].kind, s->line[i].id);

		l->level = s->line[i].level;
		for (size_t c = 0; c < s->columns; c++) {
			l->cell[c] = s->line[i].cell[c];
			s->line[i].cell[c] = value_null();
		}
	}
	return 0;
}

int export_whole(export_source *source, void *from, enum profile p, struct sheet *out, struct err *e)
{
	struct gathering g = { .to = out };
	int rc;

	memset(out, 0, sizeof(*out));
	rc = source(from, gather, &g, e);
	if (rc == 0)
		sheet_apply(out, p);
	return rc;
}

int export_logged(struct office *o, const char *what, enum profile p, int64_t rows, const char *path, struct err *e)
{
	struct record r;
	char at[20];
	int rc;

	clock_stamp(at);
	record_init(&r, "export_log");
	record_set(&r, "exported_at", value_text(at));
	if (o->me)
		record_set(&r, "cadre_id", value_int(o->me));
	record_set(&r, "what", value_text(what));
	record_set(&r, "profile", value_text(profile_name(p)));
	record_set(&r, "rows", value_int(rows));
	record_set(&r, "file", value_text(path));
	rc = record_save(o, &r, RECORD_CHECKED, "export_log.save", e);
	record_release(&r);
	return rc;
}

int export_noted(struct office *o, const char *what, enum profile p, int64_t rows, const char *path, struct err *e)
{
	struct stat st;
	int rc = export_logged(o, what, p, rows, path ? path : "-", e);

	if (rc < 0 && path && lstat(path, &st) == 0 && S_ISREG(st.st_mode))
		unlink(path);
	return rc;
}

char *export_name(const struct screens *s, const char *title, enum profile p, enum sheet_format f)
{
	static const char *const word[PROFILES] = { "export.file_posting", "export.file_masked",
						    "export.file_internal" };
	struct buf b = BUF_INIT;
	const char *day = clock_today();

	for (const char *c = title; *c; c += text_next(c, 0))
		if (!strchr("/\\:*?\"<>| ", *c))
			buf_add(&b, c, text_next(c, 0));
	buf_addf(&b, "-%s-%.4s%.2s%.2s.%s", words_get(s, word[p]), day, day + 5, day + 8, format_ending(f));
	return buf_detach(&b);
}
