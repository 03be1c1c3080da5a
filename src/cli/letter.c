#include "command.h"

#include "base/buf.h"
#include "exchange/letter.h"
#include "exchange/output.h"
#include "exchange/sheet.h"

#include <stdlib.h>
#include <string.h>

/* Whose letters: one person's, whose fault is then said, or many, of whom some need none. On paper one a page. */
static int gather(struct cli *c, const char *person, const char *school, const char *term, const char *pdf,
		  struct buf *out, size_t *written, struct err *e)
{
	int64_t one = person != NULL ? strtoll(person, NULL, 10) : 0, *list = NULL;
	size_t n = 0;
	int rc = 0;

	*written = 1;
	if (person != NULL && pdf == NULL)
		return letter_text(c->office, c->screens, one, term, out, e);
	if (person == NULL)
		rc = letter_persons(c->office, term, school, &list, &n, e);
	if (rc == 0 && pdf != NULL)
		rc = letter_paper(c->office, c->screens, person != NULL ? &one : list, person != NULL ? 1 : n, term,
				  pdf, written, e);
	else if (rc == 0)
		rc = letter_many(c->office, c->screens, list, n, term, out, written, e);
	free(list);
	return rc;
}

int cmd_letter(int argc, char **argv, struct cli *c)
{
	const char *typed = NULL, *person = NULL, *school = NULL, *path = NULL;
	const struct option_spec spec[] = { { "term", 0, &typed, NULL },
					    { "person", 0, &person, NULL },
					    { "school", 0, &school, NULL },
					    { "output", 'o', &path, NULL } };
	int at = cli_options(argc, argv, c, spec, 4, 0, 1);
	if (at < 0)
		return EXIT_COULD_NOT;
	bool all = at < argc && strcmp(argv[at], "all") == 0;
	if ((person != NULL) + (school != NULL) + all != 1 || (at < argc && !all)) {
		cli_say(c, stderr, "cli.letter_which", NULL, NULL, NULL);
		return EXIT_COULD_NOT;
	}
	struct err e = { 0 };
	struct buf text = BUF_INIT;
	enum sheet_format format = FORMAT_TEXT;
	const char *pdf;
	char term[TERM_BYTES], count[24];
	size_t written = 0;
	int status = EXIT_COULD_NOT;
	if (path != NULL)
		format_of(path, &format);
	pdf = format == FORMAT_PDF ? path : NULL;
	if (cli_term(c, typed, term, &e) < 0 || c->open(c, path != NULL ? OFFICE_EXISTING : OFFICE_READ_ONLY, &e) < 0 ||
	    gather(c, person, school, term, pdf, &text, &written, &e) < 0)
		goto done;
	if (written == 0) {
		buf_clear(&text);
		cli_put_term(c, term, &text);
		cli_say(c, stderr, "cli.letter_none", text.s, NULL, NULL);
		status = EXIT_FOUND;
		goto done;
	}
	if (pdf == NULL && output_text(c->office, path, &text, &e) < 0)
		goto done;
	if (path != NULL && letter_logged(c->office, c->screens, written, path, &e) < 0)
		goto done;
	snprintf(count, sizeof count, "%zu", written);
	if (path != NULL)
		cli_say(c, stdout, "cli.letter_done", count, path, NULL);
	status = EXIT_DONE;
done:
	if (status == EXIT_COULD_NOT)
		cli_fail(c, &e);
	buf_release(&text);
	return status;
}
