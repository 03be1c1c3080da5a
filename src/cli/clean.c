#include "command.h"

#include "exchange/clean.h"

#include <errno.h>
#include <string.h>

#define MOST_MB 16

static int read_all(FILE *from, struct buf *out)
{
	char piece[8192];
	size_t n;

	while ((n = fread(piece, 1, sizeof(piece), from)) > 0) {
		buf_add(out, piece, n);
		if (out->n > (size_t)MOST_MB << 20)
			return 1;
	}
	return ferror(from) ? -1 : 0;
}

/* The text on standard output; what only a person can mend, on standard error. */
int cmd_clean(int argc, char **argv, struct cli *c)
{
	int at = cli_options(argc, argv, c, NULL, 0, 1, 1), status = EXIT_COULD_NOT, got;
	struct buf text = BUF_INIT, doubts = BUF_INIT;
	struct clean done = { 0 };
	struct err e = { 0 };
	FILE *from;

	if (at < 0)
		return EXIT_COULD_NOT;
	from = strcmp(argv[at], "-") == 0 ? stdin : fopen(argv[at], "rb");
	got = from ? read_all(from, &text) : -1;
	if (got != 0) {
		cli_say(c, stderr, got > 0 ? "cli.clean_long" : "cli.clean_read", argv[at],
			got > 0 ? "16" : strerror(errno), NULL);
		goto done;
	}
	if (clean_text(&done, c->screens, text.s, text.n, &e) < 0) {
		cli_fail(c, &e);
		goto done;
	}
	if (*done.text)
		cli_line(stdout, done.text);
	clean_say(&done, c->screens, &doubts);
	if (doubts.n > 0) {
		buf_cut(&doubts, doubts.n - 1);
		cli_line(stderr, doubts.s);
	}
	status = done.n > 0 ? EXIT_FOUND : EXIT_DONE;
done:
	if (from && from != stdin)
		fclose(from);
	clean_release(&done);
	buf_release(&text);
	buf_release(&doubts);
	return status;
}
