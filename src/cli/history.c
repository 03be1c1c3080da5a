/* history, undo, redo. */
#include "command.h"

#include "base/buf.h"
#include "base/mem.h"
#include "exchange/change_table.h"
#include "model/people.h"
#include "model/trace.h"
#include "screen/form.h"
#include "screen/words.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FOUND 50
#define TABLE_COLS 160 /* landscape paper in small print */

/* The table of changes: on the terminal, or into a file. */
struct history_out {
	bool as_table;
	const char *path, *profile;
};

static void show(const struct cli *c, const struct trace *t)
{
	const struct form *form = screens_form_of_table(c->screens, t->table);
	const struct field *field = form != NULL && t->column[0] != '\0' ? form_field(form, t->column) : NULL;
	struct buf before = BUF_INIT, after = BUF_INIT, text = BUF_INIT;
	buf_addf(&text, "%8" PRId64 "  %s  %s  ", t->seq, t->at, t->who[0] != '\0' ? t->who : "-");
	words_action(c->screens, t->action, &text);
	buf_addf(&text, "  %s", t->title);
	if (t->column[0] != '\0') {
		change_value(&before, c->office, field, &t->before);
		change_value(&after, c->office, field, &t->after);
		buf_addf(&text, "  %s: %s -> %s", field != NULL ? field->label : t->column,
			 before.n > 0 ? before.s : "-", after.n > 0 ? after.s : "-");
	}
	buf_adds(&text, t->undone ? words_get(c->screens, "word.undone_mark") : "");
	cli_line(stdout, text.s);
	buf_release(&text);
	buf_release(&before);
	buf_release(&after);
}

/* The whole text as a number above 0; 0 if it is none. */
static int64_t number_in(const char *text)
{
	char *end;
	errno = 0;
	int64_t n = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && n > 0 ? n : 0;
}

/* The one household or person that is found by these words. */
static int only_found(struct cli *c, bool person, const char *words, int64_t *id, struct err *e)
{
	struct people_found found;
	char count[24];
	int failed = people_find(c->office, words, MOST_FOUND, false, &found, e);
	*id = 0;
	for (size_t i = 0; !failed && i < found.n; i++) {
		int64_t one = person ? found.list[i].person : found.list[i].household;
		if (*id != 0 && one != 0 && one != *id) {
			people_count(&found, count);
			failed = err_set(e, ERR_INVALID, "IMPORT_AMBIGUOUS", words, count);
		}
		*id = one != 0 ? one : *id;
	}
	people_release(&found);
	return failed;
}

/* A record is named by its id; a household and a person also by what `find` understands. What was removed has a history
 * too, but no row. */
int cli_record(struct cli *c, const char *table, const char *name, int64_t *id, struct err *e)
{
	bool person = strcmp(table, "person") == 0, named = person || strcmp(table, "household") == 0;
	int64_t number = number_in(name);
	*id = number != 0 && record_seq(c->office, table, number) != 0 ? number : 0;
	if (*id == 0 && named && only_found(c, person, name, id, e) < 0)
		return -1;
	return *id != 0 ? 0 : err_set(e, ERR_MISSING, "RECORD_GONE", name);
}

static void show_cell(const struct cli *c, const struct field *f, const char *column, const struct value *v)
{
	struct buf text = BUF_INIT;
	if (v == NULL || v->kind == VALUE_NULL)
		return;
	buf_addf(&text, "%s: ", f != NULL ? f->label : column);
	change_value(&text, c->office, f, v);
	cli_line(stdout, text.s);
	buf_release(&text);
}

/* As the form shows it, then what the form does not have. */
static int show_at(struct cli *c, const struct form *form, const char *table, int64_t id, const char *at, struct err *e)
{
	struct record r;
	record_init(&r, table);
	int failed = trace_record_at(c->office, table, id, at, &r, e);
	for (size_t i = 0; !failed && form != NULL && i < form->n_fields; i++)
		show_cell(c, &form->field[i], form->field[i].name, record_get(&r, form->field[i].name));
	for (size_t i = 0; !failed && i < r.n; i++)
		if (form == NULL || form_field(form, r.cells[i].column) == NULL)
			show_cell(c, NULL, r.cells[i].column, &r.cells[i].value);
	record_release(&r);
	return failed;
}

static void show_table(const struct cli *c, const struct trace *list, size_t n)
{
	struct buf text = BUF_INIT;
	change_table(&text, c->screens, c->office, list, n, TABLE_COLS);
	for (char *line = text.s, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		cli_line(stdout, line);
	}
	buf_release(&text);
}

/* As a file: one sheet, for whom it was said. */
static int write_changes(struct cli *c, const struct trace *list, size_t n, const struct history_out *to, struct err *e)
{
	struct sheet s;
	const struct sheet *one = &s;
	enum sheet_format f = FORMAT_PDF;
	enum profile p;
	int failed;
	if (to->profile == NULL)
		return err_set(e, ERR_INVALID, "EXPORT_PROFILE");
	if (!profile_of(to->profile, &p))
		return err_set(e, ERR_INVALID, "EXPORT_NO_PROFILE", to->profile);
	format_of(to->path, &f);
	change_sheet(&s, c->screens, c->office, list, n);
	sheet_apply(&s, p);
	failed = office_is_file(c->office, to->path) ? err_set(e, ERR_IO, "FILE_WRITE", to->path, strerror(EEXIST))
						     : sheet_write(&one, 1, f, to->path, e);
	if (!failed)
		failed = export_noted(c->office, s.title, p, (int64_t)s.lines, to->path, e);
	sheet_release(&s);
	return failed;
}

static int show_all(struct cli *c, const char *table, int64_t id, const struct history_out *to, struct err *e)
{
	struct trace *list = NULL;
	size_t n = 0;
	int failed = strcmp(table, "household") == 0 ? trace_of_household(c->office, id, 0, &list, &n, e)
						     : trace_of_record(c->office, table, id, NULL, &list, &n, e);
	if (!failed && to->path != NULL)
		failed = write_changes(c, list, n, to, e);
	else if (!failed && to->as_table)
		show_table(c, list, n);
	for (size_t i = 0; !failed && !to->as_table && to->path == NULL && i < n; i++)
		show(c, &list[i]);
	trace_list_free(&list, n);
	return failed;
}

int cmd_history(int argc, char **argv, struct cli *c)
{
	const char *moment = NULL;
	struct history_out to = { 0 };
	const struct option_spec spec[] = { { "at", 0, &moment, NULL },
					    { "table", 0, NULL, &to.as_table },
					    { "profile", 'p', &to.profile, NULL },
					    { "output", 'o', &to.path, NULL } };
	int at = cli_options(argc, argv, c, spec, 4, 2, 2);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	int64_t id = 0;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	const struct form *form = screens_form(c->screens, argv[at]);
	const char *table = form != NULL ? form->table : argv[at];
	if (form == NULL)
		form = screens_form_of_table(c->screens, table);
	if (cli_record(c, table, argv[at + 1], &id, &e) < 0)
		return cli_fail(c, &e);
	int failed = moment != NULL ? show_at(c, form, table, id, moment, &e) : show_all(c, table, id, &to, &e);
	return failed ? cli_fail(c, &e) : EXIT_DONE;
}

static int take_back(struct cli *c, bool redo, int64_t seq)
{
	struct err e = { 0 };
	char what[48] = "", title[96] = "", count[16];
	int records = 0;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	int failed = redo ? trace_redo(c->office, 0, what, title, &records, &e)
			  : trace_undo(c->office, seq, what, title, &records, &e);
	cli_progress(false);
	if (failed)
		return cli_fail(c, &e);
	struct buf action = BUF_INIT;
	words_action(c->screens, what, &action);
	snprintf(count, sizeof count, "%d", records);
	if (records > 1) {
		struct buf many = BUF_INIT;
		words_put(c->screens, &many, "word.records_many", count, title);
		cli_say(c, stdout, redo ? "word.redone_many" : "word.undone_many", action.s, many.s, NULL);
		buf_release(&many);
	} else {
		cli_say(c, stdout, redo ? "word.redone" : "word.undone", action.s, title, NULL);
	}
	buf_release(&action);
	return EXIT_DONE;
}

int cmd_undo(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	int64_t seq = at < argc ? number_in(argv[at]) : 0;
	if (at < argc && seq == 0) { /* 0 would take back the last change: something else than was asked for */
		struct err e = { 0 };
		err_set(&e, ERR_INVALID, "UNDO_NUMBER", argv[at]);
		return cli_fail(c, &e);
	}
	return take_back(c, false, seq);
}

int cmd_redo(int argc, char **argv, struct cli *c)
{
	return cli_options(argc, argv, c, NULL, 0, 0, 0) < 0 ? EXIT_COULD_NOT : take_back(c, true, 0);
}
