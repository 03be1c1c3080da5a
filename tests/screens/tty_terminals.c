/* Proves that the program works on the terminals people have: Today and a form come up whole, the keys of the
 * terminal's own entry arrive, and leaving gives the terminal back as it was.
 *
 *   tty_terminals PROGRAM SCREENS_DIR TESTS_DIR
 *
 * Seven terminals, no colours, three alphabets, the smallest and a large window, and windows that are too small. What
 * the entry of a terminal sends for an arrow is asked of infocmp; a terminal that is not described here is left out and
 * said so. */
#include "screens/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct play p;

/* One string of a terminal's entry, its escapes undone. False if the entry, or the string, is not there. */
static bool capability(const char *term, const char *name, char out[64])
{
	char command[200], line[512], want[40];
	size_t n = 0;
	snprintf(command, sizeof command, "infocmp -1 -x '%s' 2>/dev/null", term);
	snprintf(want, sizeof want, "\t%s=", name);
	FILE *f = popen(command, "r");
	bool found = false;
	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		if (found || strncmp(line, want, strlen(want)) != 0)
			continue;
		found = true;
		for (const char *s = line + strlen(want); *s != ',' && *s != '\n' && *s != '\0' && n < 63; s++) {
			if (s[0] == '\\' && s[1] == 'E') {
				out[n++] = '\033';
				s++;
			} else if (s[0] == '^' && s[1] != '\0') {
				out[n++] = (char)(*++s & 0x1f);
			} else {
				out[n++] = *s;
			}
		}
	}
	out[n] = '\0';
	if (f != NULL)
		pclose(f);
	return found;
}

static bool names_colour(const char *s, const char *end)
{
	while (s < end) {
		long n = strtol(s, NULL, 10);
		if ((n >= 30 && n <= 38) || (n >= 40 && n <= 48) || (n >= 90 && n <= 107))
			return true;
		while (s < end && *s != ';')
			s++;
		s++;
	}
	return false;
}

/* Did it send a colour (SGR 30…38, 40…48, 90…107)? */
static bool sent_colour(const struct tty *t)
{
	size_t n;
	const char *s = tty_output(t, &n), *end = s + n;
	for (; s + 2 < end; s++) {
		if (s[0] != '\033' || s[1] != '[')
			continue;
		const char *to = s + 2;
		while (to < end && ((*to >= '0' && *to <= '9') || *to == ';'))
			to++;
		if (to < end && *to == 'm' && names_colour(s + 2, to))
			return true;
	}
	return false;
}

static void whole(struct tty *t, const char *who, const char *where)
{
	int broken = tty_broken_cells(t);
	play_check(&p, broken == 0, "%s: %d broken cells in %s", who, broken, where);
}

/* What was switched on for us is off again. */
static void given_back(struct tty *t, const char *who)
{
	play_ended(&p, t, who);
	play_check(&p, !play_mode(t, 1049, false) && !play_mode(t, 47, false), "%s: the other screen stays", who);
	play_check(&p, play_mode(t, 25, true), "%s: the cursor stays hidden", who);
	play_check(&p, !play_mode(t, 2004, false), "%s: bracketed paste stays on", who);
	play_check(&p, !play_mode(t, 1000, false) && !play_mode(t, 1006, false), "%s: the mouse stays on", who);
	play_check(&p, !play_mode(t, 1, false), "%s: the arrow keys stay changed", who);
}

static void arrows(struct tty *t, const char *term, const char *who)
{
	static const char *const pair[][2] = { { "kcud1", "kcuu1" }, { "kend", "khome" }, { "knp", "kpp" } };
	char there[64], back[64];
	for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
		if (!capability(term, pair[i][0], there) || !capability(term, pair[i][1], back))
			continue;
		char *before = tty_screen(t);
		play_type(t, there);
		char *down = tty_screen(t);
		play_type(t, back);
		char *after = tty_screen(t);
		play_check(&p, strcmp(before, down) != 0, "%s: %s does nothing", who, pair[i][0]);
		play_check(&p, strcmp(before, after) == 0, "%s: %s does not come back", who, pair[i][1]);
		free(before);
		free(down);
		free(after);
	}
}

struct place {
	const char *who, *term;
	const char *env[4];
	int rows, cols;
};

static struct tty *open_at(const struct place *at)
{
	char term[64];
	const char *env[8] = { term };
	size_t n = 1;
	snprintf(term, sizeof term, "TERM=%s", at->term);
	for (size_t i = 0; i < 4 && at->env[i] != NULL; i++)
		env[n++] = at->env[i];
	play_fresh(&p, "demo");
	struct tty *t = play_start(&p, env, "zh", at->rows, at->cols);
	if (tty_settle(t))
		return t;
	play_ended(&p, t, at->who);
	play_check(&p, false, "%s: the program did not start", at->who);
	tty_close(t);
	return NULL;
}

static void visit(const struct place *at, bool coloured)
{
	struct tty *t = open_at(at);
	if (t == NULL)
		return;
	play_sees(&p, t, "今日", at->who);
	play_sees(&p, t, "走访", at->who);
	whole(t, at->who, "Today");
	play_check(&p, play_mode(t, 2004, false), "%s: pastes are not bracketed", at->who);
	arrows(t, at->term, at->who);
	play_keys(&p, t, "v");
	play_sees(&p, t, "走访日期", at->who);
	whole(t, at->who, "the visit form");
	play_keys(&p, t, "Esc");
	play_sees(&p, t, "今日", at->who);
	tty_key(t, "q");
	given_back(t, at->who);
	play_check(&p, sent_colour(t) == coloured, coloured ? "%s: no colour was sent" : "%s: a colour was sent",
		   at->who);
	tty_close(t);
}

static int terminals(void)
{
	static const struct {
		const char *term;
		bool coloured;
	} list[] = {
		{ "xterm-256color", true }, { "xterm", true }, { "screen", true }, { "tmux", true },
		{ "tmux-256color", true },  { "linux", true }, { "vt100", false },
	};
	int known = 0;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char clear[64];
		const struct place at = { list[i].term, list[i].term, { NULL }, 24, 80 };
		if (!capability(list[i].term, "clear", clear)) {
			printf("  %s is not described on this machine: left out\n", list[i].term);
			continue;
		}
		visit(&at, list[i].coloured);
		known++;
	}
	return known;
}

static void surroundings(void)
{
	static const struct {
		struct place at;
		bool coloured;
	} list[] = {
		{ { "NO_COLOR", "xterm-256color", { "NO_COLOR=1" }, 24, 80 }, false },
		{ { "an empty NO_COLOR", "xterm-256color", { "NO_COLOR=" }, 24, 80 }, true },
		{ { "LC_ALL=C", "xterm-256color", { "LC_ALL=C" }, 24, 80 }, true },
		{ { "a locale that is not there", "xterm", { "LC_ALL=zh_CN.GB18030" }, 24, 80 }, true },
		{ { "no locale", "xterm", { "LC_ALL=" }, 24, 80 }, true },
		{ { "60x20", "xterm-256color", { NULL }, 20, 60 }, true },
		{ { "200x60", "xterm-256color", { NULL }, 60, 200 }, true },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		visit(&list[i].at, list[i].coloured);
}

/* One line asks for room; nothing is done unseen; q leaves. */
static void too_small(void)
{
	static const struct place small = { "59x19", "xterm-256color", { NULL }, 19, 59 };
	struct tty *t = open_at(&small);
	if (t == NULL)
		return;
	play_sees(&p, t, "60", "59x19");
	whole(t, "59x19", "the line that asks for room");
	play_keys(&p, t, "v a Enter Down");
	tty_resize(t, 24, 80);
	tty_settle(t);
	play_sees(&p, t, "今日", "59x19, then grown");
	play_check(&p, play_count(&p, "SELECT count(*) FROM draft") == 0, "59x19: a key did what nobody saw");
	play_keys(&p, t, "v");
	tty_resize(t, 19, 59);
	tty_settle(t);
	play_keys(&p, t, "x y Enter");
	tty_resize(t, 24, 80);
	tty_settle(t);
	play_sees(&p, t, "走访日期", "a form, shrunk and grown");
	play_keys(&p, t, "Esc");
	tty_resize(t, 5, 10);
	tty_settle(t);
	tty_key(t, "q");
	given_back(t, "10x5");
	tty_close(t);
}

/* A terminal nobody knows: a sentence, not a mess. */
static void unknown(void)
{
	const char *const env[] = { "TERM=no-such-terminal", NULL };
	play_fresh(&p, "demo");
	struct tty *t = play_start(&p, env, "zh", 24, 80);
	while (tty_settle(t))
		;
	int status = tty_wait(t);
	play_check(&p, status == 2 << 8, "an unknown terminal: wait status %d, not exit 2", status);
	play_sees(&p, t, "no-such-terminal", "an unknown terminal");
	tty_close(t);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "terminals");
	int known = terminals();
	surroundings();
	too_small();
	unknown();
	char proved[128];
	snprintf(proved, sizeof proved, "%d terminals, 7 surroundings, 4 sizes", known);
	return play_close(&p, proved);
}
