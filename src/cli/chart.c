/* chart: figures as bars of characters, or as pages. */
#include "command.h"

#include "base/mem.h"
#include "exchange/chart.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_COLS 78

struct wanted {
	struct cli *c;
	const char *name, *year;
	struct chart *chart;
	const struct chart_def **def; /* of each */
	size_t n;
};

static int add(struct wanted *w, const struct chart_def *d, struct err *e)
{
	struct period p;
	bool yearly = w->year != NULL && strcmp(d->period, "year") == 0;
	int rc = yearly ? period_make(w->c->office, d->period, w->year, &p, e)
			: period_now(w->c->office, d->period, &p, e);

	w->def[w->n] = d;
	return rc < 0 ? rc : chart_make(w->c->office, w->c->screens, d, &p, &w->chart[w->n++], e);
}

/* Which one was named; n: none of them, which was said. */
static size_t named(const struct wanted *w, const struct chart_def *const *def, size_t n)
{
	struct cli_named *list = mem_alloc((n + 1) * sizeof *list);
	size_t at;

	for (size_t i = 0; i < n; i++)
		list[i] = (struct cli_named){ def[i]->name, def[i]->title };
	at = cli_named(w->c, list, n, "cli.noun_chart", w->name);
	mem_free(list);
	return at;
}

/* The one that was named; all of them where none was. */
static int gather(struct wanted *w, size_t only, struct err *e)
{
	const struct chart_def *const *def;
	size_t n = screens_charts(w->c->screens, &def);

	w->chart = mem_alloc((n + 1) * sizeof *w->chart);
	w->def = mem_alloc((n + 1) * sizeof *w->def);
	for (size_t i = 0; i < n; i++)
		if ((w->name == NULL || i == only) && add(w, def[i], e) < 0)
			return -1;
	return 0;
}

static void print(const struct wanted *w, const char *none)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < w->n; i++) {
		buf_adds(&text, i ? "\n" : "");
		scope_text(w->c->screens, w->c->office, chart_covers(w->def[i]), &text);
		buf_addc(&text, '\n');
		chart_text(&w->chart[i], TEXT_COLS, false, none, &text);
	}
	fputs(text.s, stdout);
	buf_release(&text);
}

static int write_pages(const struct wanted *w, const char *none, const char *path, struct err *e)
{
	if (chart_file(w->c->office, w->chart, w->n, none, path, e) < 0)
		return -1;
	return export_noted(w->c->office, words_get(w->c->screens, "word.chart_file"), PROFILE_POSTING, (int64_t)w->n,
			    path, e);
}

int cmd_chart(int argc, char **argv, struct cli *c)
{
	struct wanted w = { .c = c };
	const char *path = NULL, *none = words_get(c->screens, "word.chart_none");
	const struct option_spec spec[] = { { "year", 0, &w.year, NULL }, { "output", 'o', &path, NULL } };
	int at = cli_options(argc, argv, c, spec, 2, 0, 1), status = EXIT_COULD_NOT;
	struct err e = { 0 };
	char count[24];

	if (at < 0)
		return EXIT_COULD_NOT;
	const struct chart_def *const *def;
	size_t n = screens_charts(c->screens, &def), only = 0;

	w.name = at < argc ? argv[at] : NULL;
	if (w.name != NULL && (only = named(&w, def, n)) == n)
		return EXIT_COULD_NOT;
	cli_progress(true);
	if (c->open(c, path != NULL ? OFFICE_EXISTING : OFFICE_READ_ONLY, &e) < 0 || gather(&w, only, &e) < 0 ||
	    (path != NULL && write_pages(&w, none, path, &e) < 0)) {
		cli_fail(c, &e);
		goto done;
	}
	cli_progress(false);
	snprintf(count, sizeof count, "%zu", w.n);
	if (path != NULL)
		cli_say(c, stdout, "cli.chart_done", count, path, NULL);
	else
		print(&w, none);
	status = EXIT_DONE;
done:
	for (size_t i = 0; i < w.n; i++)
		chart_release(&w.chart[i]);
	mem_free(w.chart);
	mem_free(w.def);
	return status;
}
