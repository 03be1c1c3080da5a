/* Random keys and random resizes on the real program: no crash, no sanitizer report, no broken cell, and the program
 * still leaves when asked.
 *
 *   monkey PROGRAM SCREENS_DIR EVENTS [SEED]
 *
 * Keys come in bursts (a burst is settled once), drawn from the named keys, letters, digits and Chinese text, pastes
 * and escape garbage. The same seed plays the same events. When the program is left through the front door it is
 * started again on the same database. */
#include "screens/play.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t state;

static uint32_t draw(uint32_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % below;
}

static const char *const names[] = {
	"Enter", "Enter", "Enter", "Esc",    "Esc",    "Tab",    "BackTab",   "Up",     "Down", "Down",
	"Left",  "Right", "Home",  "End",    "PgUp",   "PgDn",   "Backspace", "Delete", "F1",   "F2",
	"F4",    "Space", "Space", "Ctrl-P", "Ctrl-U", "Ctrl-K", "Ctrl-W",    "?",      "/",
};
static const char *const pieces[] = {
	"张",
	"王小明",
	"𠮷",
	"阿依古丽·买买提",
	"é",
	"2020-11-01",
	"1",
	"23",
	"zj",
	"\033[200~粘贴\n两行\033[201~",
	"\033[<0;10;5M\033[<0;10;5m",
	"\033[M !!",
	"\xff\xfe",
	"三组",
	"，。",
	"x",
	"n",
	"v",
	"h",
	"c",
	"f",
	"o",
	"e",
	"u",
	"y",
	"0",
	"990101201008151236",
};

static void burst(char *out, size_t *n, uint32_t *events, uint32_t left)
{
	*n = 0;
	uint32_t many = 1 + draw(8);
	for (uint32_t i = 0; i < many && i < left; i++) {
		uint32_t what = draw(100);
		char bytes[16];
		size_t len;
		if (what < 55) {
			tty_key_bytes(names[draw(sizeof names / sizeof *names)], bytes, &len);
			memcpy(out + *n, bytes, len);
			*n += len;
		} else if (what < 75) {
			out[(*n)++] = (char)('a' + draw(26));
		} else {
			const char *s = pieces[draw(sizeof pieces / sizeof *pieces)];
			memcpy(out + *n, s, strlen(s));
			*n += strlen(s);
		}
		(*events)++;
	}
}

static struct play p;

static struct tty *start(void)
{
	return play_start(&p, NULL, draw(2) ? "zh" : "en", 24, 80);
}

static void look(struct tty *t, uint32_t events)
{
	if (tty_broken_cells(t) == 0)
		return;
	char *screen = tty_screen(t);
	play_check(&p, false, "broken cells after event %u\n%s", events, screen);
	free(screen);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	uint32_t events = 0, most = (uint32_t)strtoul(argv[3], NULL, 10);
	uint64_t seed = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
	state = seed * 2654435761u + 1;
	play_open(&p, argv[1], argv[2], "monkey");
	play_fresh(&p, "demo");
	if (chdir(p.work) != 0)
		return 2;
	int restarts = 0;
	struct tty *t = start();
	bool alive = tty_settle(t);
	while (events < most && p.failed == 0) {
		char bytes[1024];
		size_t n;
		if (draw(40) == 0) {
			tty_resize(t, 5 + (int)draw(50), 10 + (int)draw(160));
			events++;
			alive = tty_settle(t);
		} else {
			burst(bytes, &n, &events, most - events);
			tty_send(t, bytes, n);
			alive = tty_settle(t);
		}
		if (alive) {
			look(t, events);
		} else {
			play_ended(&p, t, "random keys");
			tty_close(t);
			t = start();
			alive = tty_settle(t);
			restarts++;
		}
	}
	play_leave(&p, t);
	play_verify(&p, "after random keys");
	if (p.failed != 0)
		printf("after %u events, seed %llu\n", events, (unsigned long long)seed);
	char proved[128];
	snprintf(proved, sizeof proved, "random keys: %u events, %d restarts", events, restarts);
	return play_close(&p, proved);
}
