#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void (*bug_hook)(void);

/* Half a hanzi at the end of an argument would be invalid UTF-8 in everything that quotes it. */
static void copy_cut(char *to, size_t room, const char *from)
{
	size_t n = strnlen(from, room);

	if (n == room) {
		n = room - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static int set(struct err *e, enum err_code code, const char *field, const char *word, va_list args)
{
	struct err made; /* apart from *e, whose own text may be among the arguments */
	const char *arg;

	if (!e)
		return -1;
	memset(&made, 0, sizeof(made));
	made.code = code;
	copy_cut(made.word, sizeof(made.word), word);
	copy_cut(made.field, sizeof(made.field), field);
	for (int i = 0; i < ERR_ARGS && (arg = va_arg(args, const char *)) != NULL; i++)
		copy_cut(made.arg[i], sizeof(made.arg[i]), arg);
	*e = made;
	return -1;
}

int err_set_(struct err *e, enum err_code code, const char *word, ...)
{
	va_list args;

	va_start(args, word);
	set(e, code, "", word, args);
	va_end(args);
	return -1;
}

int err_field_(struct err *e, const char *field, const char *word, ...)
{
	va_list args;

	va_start(args, word);
	set(e, ERR_INVALID, field, word, args);
	va_end(args);
	return -1;
}

void err_clear(struct err *e)
{
	if (!e)
		return;
	e->code = ERR_NONE;
	e->word[0] = e->field[0] = '\0';
	for (int i = 0; i < ERR_ARGS; i++)
		e->arg[i][0] = '\0';
}

_Noreturn void bug_(const char *file, int line, const char *what)
{
	if (bug_hook)
		bug_hook();
	fprintf(stderr, "bangfu: BUG %s:%d: %s\n", file, line, what);
	abort();
}
