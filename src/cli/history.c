/* history, undo, redo. */
#include "command.h"

#include "base/buf.h"
#include "model/people.h"
#include "model/trace.h"
#include "screen/form.h"
#include "screen/words.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void show(const struct cli *c, const struct trace *t)
{
	const struct form *form = screens_form_of_table(c->screens, t->table);
	const struct field *field = form != NULL && t->column[0] != '\0' ? form_field(form, t->column) : NULL;
	struct buf key = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
	buf_addf(&key, "action.%s", t->action[0] != '\0' ? t->action : "outside");
	printf("%8" PRId64 "  %s  %s  %s  %s", t->seq, t->at, t->who[0] != '\0' ? t->who : "-",
	       words_get(c->screens, key.s), t->title);
	if (t->column[0] != '\0') {
		static const struct field plain = { .type = FIELD_TEXT };
		field_format(field != NULL ? field : &plain, &t->before, &before);
		field_format(field != NULL ? field : &plain, &t->after, &after);
		printf("  %s: %s -> %s", field != NULL ? field->label : t->column, before.n > 0 ? before.s : "-",
		       after.n > 0 ? after.s : "-");
	}
	printf("%s\n", t->undone ? words_get(c->screens, "word.undone_mark") : "");
	buf_release(&key);
	buf_release(&before);
	buf_release(&after);
}

/* A record is named by its id; a household also by its number. */
static int64_t record_of(struct cli *c, const char *table, const char *name)
{
	struct found *list = NULL;
	size_t n = 0;
	int64_t id = strtoll(name, NULL, 10);
	struct record r;
	record_init(&r, table);
	if (record_load(c->office, table, id, &r, NULL) < 0) {
		id = 0;
		if (strcmp(table, "household") == 0 && people_find(c->office, name, 1, &list, &n, NULL) == 0 && n > 0)
			id = list[0].household;
	}
	record_release(&r);
	free(list);
	return id;
}

int cmd_history(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 2, 2);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct trace *list = NULL;
	size_t n = 0;
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	const struct form *form = screens_form(c->screens, argv[at]);
	const char *table = form != NULL ? form->table : argv[at];
	int64_t id = record_of(c, table, argv[at + 1]);
	int failed = id == 0                           ? err_set(&e, ERR_MISSING, "RECORD_GONE", argv[at + 1])
		     : strcmp(table, "household") == 0 ? trace_of_household(c->office, id, 0, &list, &n, &e)
						       : trace_of_record(c->office, table, id, NULL, &list, &n, &e);
	if (failed)
		return cli_fail(c, &e);
	for (size_t i = 0; i < n; i++)
		show(c, &list[i]);
	trace_list_free(&list, n);
	return EXIT_DONE;
}

static int take_back(struct cli *c, bool redo, int64_t seq)
{
	struct err e = { 0 };
	char what[48] = "", title[96] = "";
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	int failed = redo ? trace_redo(c->office, what, title, &e) : trace_undo(c->office, seq, what, title, &e);
	if (failed)
		return cli_fail(c, &e);
	struct buf key = BUF_INIT;
	buf_addf(&key, "action.%s", what[0] != '\0' ? what : "outside");
	cli_say(c, stdout, redo ? "word.redone" : "word.undone", words_get(c->screens, key.s), title, NULL);
	buf_release(&key);
	return EXIT_DONE;
}

int cmd_undo(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	return take_back(c, false, at < argc ? strtoll(argv[at], NULL, 10) : 0);
}

int cmd_redo(int argc, char **argv, struct cli *c)
{
	return cli_options(argc, argv, c, NULL, 0, 0, 0) < 0 ? EXIT_COULD_NOT : take_back(c, true, 0);
}
