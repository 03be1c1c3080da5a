#include "command.h"

#include "base/buf.h"
#include "base/text.h"
#include "screen/words.h"

#include <string.h>

#define GLOBAL_USAGE "bangfu [--db FILE] [--config FILE] [--screens DIR] [--lang zh|en] [--now YYYY-MM-DD] [COMMAND]"

static void help(const struct cli *c)
{
	printf("%s\n\n", words_get(c->screens, "cli.about"));
	printf("%s\n\n", GLOBAL_USAGE);
	for (const struct command *k = cli_commands; k->name != NULL; k++) {
		struct buf left = BUF_INIT, line = BUF_INIT, key = BUF_INIT;
		buf_addf(&left, "%s %s", k->name, k->usage);
		buf_addf(&key, "command.%s", k->name);
		if (text_width(left.s) > 44)
			printf("  %s\n", left.s), buf_clear(&left);
		text_cell(&line, left.s, 44, false);
		printf("  %s  %s\n", line.s, words_get(c->screens, key.s));
		buf_release(&left);
		buf_release(&line);
		buf_release(&key);
	}
	printf("\n%s\n", words_get(c->screens, "cli.exit_status"));
}

/* roff: a line that begins with . or ' would be a macro; backslashes would be escapes. */
static void roff(const char *s)
{
	if (*s == '.' || *s == '\'')
		printf("\\&");
	for (; *s != '\0'; s++) {
		if (*s == '\\')
			printf("\\e");
		else if (*s == '-')
			printf("\\-");
		else
			putchar(*s);
	}
	putchar('\n');
}

static void man(const struct cli *c)
{
	printf(".TH BANGFU 1 \"\" \"bangfu %s\"\n.SH NAME\nbangfu \\- ", VERSION);
	roff(words_get(c->screens, "cli.about"));
	printf(".SH SYNOPSIS\n.B ");
	roff(GLOBAL_USAGE);
	printf(".SH DESCRIPTION\n");
	roff(words_get(c->screens, "cli.description"));
	printf(".SH COMMANDS\n");
	for (const struct command *k = cli_commands; k->name != NULL; k++) {
		struct buf key = BUF_INIT;
		buf_addf(&key, "command.%s", k->name);
		printf(".TP\n.B %s ", k->name);
		roff(k->usage);
		roff(words_get(c->screens, key.s));
		buf_release(&key);
	}
	printf(".SH \"EXIT STATUS\"\n");
	roff(words_get(c->screens, "cli.exit_status"));
	printf(".SH FILES\n");
	roff(words_get(c->screens, "cli.files"));
}

static void completion(void)
{
	printf("_bangfu() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]}\n\tcase ${COMP_WORDS[COMP_CWORD-1]} in\n"
	       "\t--db|--config|--refused|-o|restore|backup) COMPREPLY=($(compgen -f -- \"$word\")); return;;\n"
	       "\t--screens) COMPREPLY=($(compgen -d -- \"$word\")); return;;\n"
	       "\t--lang) COMPREPLY=($(compgen -W 'zh en' -- \"$word\")); return;;\n\tesac\n"
	       "\tCOMPREPLY=($(compgen -f -W '");
	for (const struct command *k = cli_commands; k->name != NULL; k++)
		printf("%s ", k->name);
	printf("--db --config --screens --lang --now --json --dry-run --refused --demo --rule --gb18030' -- "
	       "\"$word\"))\n}\n"
	       "complete -F _bangfu bangfu\n");
}

int cmd_help(int argc, char **argv, struct cli *c)
{
	bool as_man = false, as_completion = false;
	const struct option_spec spec[] = { { "man", 0, NULL, &as_man }, { "completion", 0, NULL, &as_completion } };
	if (cli_options(argc, argv, c, spec, 2, 0, 0) < 0)
		return EXIT_COULD_NOT;
	if (as_man)
		man(c);
	else if (as_completion)
		completion();
	else
		help(c);
	return EXIT_DONE;
}
