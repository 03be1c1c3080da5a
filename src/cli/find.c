#include "command.h"

#include "base/buf.h"
#include "base/text.h"
#include "model/people.h"

#define MOST_FOUND 200

int cmd_find(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 1, -1);
	if (at < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct buf words = BUF_INIT;
	struct people_found found = { NULL, 0, 0, false, false };
	char count[24];
	int status = EXIT_COULD_NOT;
	for (; at < argc; at++)
		buf_addf(&words, "%s%s", words.n > 0 ? " " : "", argv[at]);
	if (c->open(c, OFFICE_EXISTING, &e) < 0 || people_find(c->office, words.s, MOST_FOUND, false, &found, &e) < 0)
		goto done;
	for (size_t i = 0; i < found.n; i++) {
		struct buf line = BUF_INIT;
		text_cell(&line, found.list[i].name, 16, false);
		text_cell(&line, found.list[i].relation, 12, false);
		text_cell(&line, found.list[i].head, 16, false);
		text_cell(&line, found.list[i].village, 16, false);
		text_cell(&line, found.list[i].group, 10, false);
		if (found.list[i].age >= 0)
			buf_addf(&line, "%3d  ", found.list[i].age);
		text_cell(&line, found.list[i].id_tail, 6, false);
		buf_adds(&line, found.list[i].fact);
		while (line.n > 0 && line.s[line.n - 1] == ' ')
			buf_cut(&line, line.n - 1);
		cli_line(stdout, line.s);
		buf_release(&line);
	}
	status = found.n > 0 ? EXIT_DONE : EXIT_FOUND;
	people_count(&found, count);
	if (found.total > found.n || found.more)
		cli_say(c, stderr, "find.more", count, NULL, NULL);
	if (found.n == 0)
		cli_say(c, stderr, "cli.nothing_found", words.s, NULL, NULL);
done:
	if (status == EXIT_COULD_NOT)
		cli_fail(c, &e);
	people_release(&found);
	buf_release(&words);
	return status;
}
