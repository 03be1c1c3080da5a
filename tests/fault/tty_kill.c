/* kill -9 at 300 random keys while forms are being filled in: at most the last key is missing, the form reopens on the
 * same field, and saved records are whole.
 *
 *   tty_kill PROGRAM SCREENS_DIR TESTS_DIR [ROUNDS [SEED]]
 *
 * Each round opens the visit form of the first household on Today, types into its text fields one key at a time, kills
 * the program right after writing the last key, and reads the draft from the file with SQLite itself: the text must be
 * what was typed, with or without that last key. Then the program is started again and the draft opened from Today:
 * what is typed next must land in the same field, after the same text. Every tenth round saves instead, and the saved
 * record must hold the text. */
#include "screens/play.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELD "content"

static struct play p;
static uint64_t state;

static uint32_t draw(uint32_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % below;
}

static struct tty *start(void)
{
	struct tty *t = play_start(&p, NULL, "zh", 24, 80);
	if (!tty_settle(t)) {
		printf("FAIL the program did not start\n");
		exit(1);
	}
	return t;
}

static void must(bool good, const char *what, int round, const char *got, const char *want)
{
	if (good)
		return;
	printf("FAIL round %d: %s\n  got  '%s'\n  want '%s'\n  in %s\n", round, what, got, want, p.work);
	exit(1);
}

/* Opens the visit form and moves to the text field by Tab, asking the draft where the cursor is is not needed: the
 * number of Tabs is learned once. */
static int tabs = -1;

static void open_form(struct tty *t)
{
	tty_key(t, "v");
	for (int i = 0; i < tabs; i++)
		tty_key(t, "Tab");
}

static void learn_tabs(void)
{
	for (tabs = 0; tabs < 40; tabs++) {
		play_fresh(&p, "demo");
		struct tty *t = start();
		open_form(t);
		tty_key(t, "a");
		tty_close(t);
		char *focus = play_ask(&p, "SELECT focus FROM draft");
		bool there = strcmp(focus, FIELD) == 0;
		free(focus);
		if (there)
			return;
	}
	printf("FAIL the field %s is not in the visit form\n", FIELD);
	exit(1);
}

static const char *const keys[] = { "a",  "7",         "好",   "访",    "𠮷",   "·",  "z",
				    "，", "Backspace", "Left", "Right", "Home", "End" };

/* What the field holds after a key, by the simplest model there is. */
struct model {
	char at[400][8];
	int n, cursor;
};

static void press(struct model *m, const char *key)
{
	if (strcmp(key, "Backspace") == 0) {
		if (m->cursor == 0)
			return;
		memmove(m->at[m->cursor - 1], m->at[m->cursor], (size_t)(m->n - m->cursor) * sizeof m->at[0]);
		m->cursor--;
		m->n--;
	} else if (strcmp(key, "Left") == 0) {
		m->cursor -= m->cursor > 0;
	} else if (strcmp(key, "Right") == 0) {
		m->cursor += m->cursor < m->n;
	} else if (strcmp(key, "Home") == 0) {
		m->cursor = 0;
	} else if (strcmp(key, "End") == 0) {
		m->cursor = m->n;
	} else {
		memmove(m->at[m->cursor + 1], m->at[m->cursor], (size_t)(m->n - m->cursor) * sizeof m->at[0]);
		snprintf(m->at[m->cursor++], sizeof m->at[0], "%s", key);
		m->n++;
	}
}

static void join(const struct model *m, char *out)
{
	*out = '\0';
	for (int i = 0; i < m->n; i++)
		strcat(out, m->at[i]);
}

static void fill(struct tty *t, struct model *m, int n, char before[3200], char after[3200])
{
	for (int i = 0; i < n; i++) {
		const char *key = keys[draw(sizeof keys / sizeof *keys)];
		join(m, before);
		press(m, key);
		join(m, after);
		if (i + 1 < n) {
			tty_key(t, key);
		} else { /* the last one is written and nobody waits for what comes of it */
			char bytes[16];
			size_t len = 0;
			tty_key_bytes(key, bytes, &len);
			tty_send(t, bytes, len);
		}
	}
}

static void check_draft(int round, const char *before, const char *after)
{
	char *text = play_ask(&p, "SELECT json_extract(cells, '$." FIELD "') FROM draft");
	char *focus = play_ask(&p, "SELECT focus FROM draft"), *whole = play_ask(&p, "PRAGMA integrity_check");
	must(strcmp(text, before) == 0 || strcmp(text, after) == 0, "the draft lost more than the last key", round,
	     text, after);
	must(strcmp(focus, FIELD) == 0, "the draft is on another field", round, focus, FIELD);
	must(strcmp(whole, "ok") == 0, "the file is not whole", round, whole, "ok");

	struct tty *t = start();
	tty_key(t, "Enter"); /* the draft is the first thing on Today */
	tty_key(t, "End");
	tty_key(t, "Q");
	tty_kill(t, SIGKILL);
	tty_close(t);
	char *again = play_ask(&p, "SELECT json_extract(cells, '$." FIELD "') FROM draft"), want[3300];
	snprintf(want, sizeof want, "%sQ", text);
	must(strcmp(again, want) == 0, "what was typed after reopening is not where it was left", round, again, want);
	free(again);
	again = play_ask(&p, "SELECT count(*) FROM draft"); /* the killed program's draft is gone on with, not copied */
	must(strcmp(again, "1") == 0, "there is not one draft", round, again, "1");
	free(again);
	free(text);
	free(focus);
	free(whole);
}

static void check_saved(int round, struct tty *t, const char *text)
{
	tty_settle(t);
	tty_key(t, "F2");
	tty_kill(t, SIGKILL);
	tty_wait(t);
	char *saved = play_ask(
		&p, "SELECT content FROM visit WHERE id = (SELECT row FROM change WHERE tbl = 'visit' ORDER BY "
		    "seq DESC LIMIT 1)");
	char *drafts = play_ask(&p, "SELECT count(*) FROM draft");
	must(strcmp(saved, text) == 0, "the saved record is not whole", round, saved, text);
	must(strcmp(drafts, "0") == 0, "the draft outlived its save", round, drafts, "0");
	free(saved);
	free(drafts);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	play_open(&p, argv[1], argv[2], "kill");
	int rounds = argc > 4 ? atoi(argv[4]) : 300;
	state = argc > 5 ? strtoull(argv[5], NULL, 10) : 20201123;
	learn_tabs();
	for (int round = 1; round <= rounds; round++) {
		static struct model m;
		static char before[3200], after[3200];
		m.n = m.cursor = 0;
		play_fresh(&p, "demo");
		struct tty *t = start();
		open_form(t);
		tty_key(t, "Ctrl-U");
		tty_key(t, "a");
		press(&m, "a");
		fill(t, &m, 1 + (int)draw(12), before, after);
		if (round % 10 == 0) {
			check_saved(round, t, after);
		} else {
			tty_kill(t, SIGKILL);
			tty_wait(t);
			check_draft(round, before, after);
		}
		tty_close(t);
	}
	char proved[128];
	snprintf(proved, sizeof proved, "killed at %d random keys: nothing lost but the last", rounds);
	return play_close(&p, proved);
}
