/* What has a name for scripts and a title for people: either may be typed. */
#include "command.h"

#include "base/text.h"
#include "screen/words.h"

#include <string.h>

#define NAME_COLS 18

static bool begins(const char *whole, const char *with)
{
	return strncmp(whole, with, strlen(with)) == 0;
}

/* As many of the title as a person needs to tell it from the others. */
static bool may_be(const struct cli_named *one, const char *typed)
{
	return typed[0] != '\0' && (begins(one->title, typed) || begins(one->name, typed));
}

static void say_them(const struct cli_named *list, size_t n, const char *typed)
{
	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;

		if (typed == NULL || may_be(&list[i], typed)) {
			buf_adds(&line, "  ");
			text_cell(&line, list[i].name, NAME_COLS, false);
			buf_adds(&line, list[i].title);
			cli_line(stderr, line.s);
		}
		buf_release(&line);
	}
}

size_t cli_named(const struct cli *c, const struct cli_named *list, size_t n, const char *noun, const char *typed)
{
	size_t found = n, like = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].name, typed) == 0)
			return i;
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].title, typed) == 0)
			return i;
	for (size_t i = 0; i < n; i++)
		if (may_be(&list[i], typed)) {
			found = i;
			like++;
		}
	if (like == 1)
		return found;
	cli_say(c, stderr, like ? "cli.named_many" : "cli.named_none", typed, words_get(c->screens, noun), NULL);
	say_them(list, n, like ? typed : NULL);
	return n;
}
