#include "command.h"

#include "base/buf.h"
#include "base/text.h"
#include "model/people.h"

#include <stdlib.h>

#define MOST_FOUND 200

int cmd_find(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 1, -1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct buf words = BUF_INIT;
	struct found *list = NULL;
	size_t n = 0;
	int status = EXIT_COULD_NOT;
	for (; at < argc; at++)
		buf_addf(&words, "%s%s", words.n > 0 ? " " : "", argv[at]);
	if (c->open(c, OFFICE_EXISTING, &e) < 0 || people_find(c->office, words.s, MOST_FOUND, &list, &n, &e) < 0)
		goto done;
	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;
		text_cell(&line, list[i].name, 16, false);
		text_cell(&line, list[i].relation, 12, false);
		text_cell(&line, list[i].head, 16, false);
		text_cell(&line, list[i].village, 16, false);
		text_cell(&line, list[i].group, 10, false);
		if (list[i].age >= 0)
			buf_addf(&line, "%3d  ", list[i].age);
		buf_adds(&line, list[i].id_tail);
		cli_line(stdout, line.s);
		buf_release(&line);
	}
	status = n > 0 ? EXIT_DONE : EXIT_FOUND;
	if (n == 0)
		cli_say(c, stderr, "cli.nothing_found", words.s, NULL, NULL);
done:
	if (status == EXIT_COULD_NOT)
		cli_fail(c, &e);
	free(list);
	buf_release(&words);
	return status;
}
