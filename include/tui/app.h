/* The program on the screen: the stack of views, the loop, the title line, the message line, the function bar.
 * The room a full view gets is rows 2 .. rows-4: title and rule above; rule, message-or-hint and bar below (see DESIGN
 * §5). */
#ifndef TUI_APP_H
#define TUI_APP_H

#include "base/child.h"
#include "model/office.h"
#include "screen/config.h"
#include "screen/screens.h"
#include "tui/busy.h"
#include "tui/keymap.h"
#include "tui/view.h"

struct form;

struct app {
	struct office *office;
	const struct screens *screens;
	const struct keymap *keys;
	struct view *top;
	struct view *pushed;     /* by app_push, until the loop takes it */
	struct answer *answered; /* by app_answer */
	char message[512];
	enum ink message_ink;
	unsigned facts; /* goes up with each RELOAD: tells "facts changed" from "I want other rows" in a view's load */
	struct busy busy[BUSY_DEEP]; /* tui/busy.h */
	int n_busy;
	char place[128], who[64]; /* village and name for the title line */
	bool asks_village;        /* the record chosen next is one, not who sits here */
	bool asks_undo;           /* what is confirmed next is an undo of asked_txn, else a redo */
	int64_t asked_txn;
	struct child copying; /* makes today's copy */
	bool copying_large;
	int64_t quiet; /* when the last key came, or those who wait for none had their turn: of clock_ms */
};

/* A program and how it is called. */
struct app_command {
	const char *program;
	const char *const *argv; /* ends in NULL; NULL: there is none */
};

/* Runs until the last view is gone. `copy` is started behind the first frame if today's copy is due; it makes it. 0, or
 * 2 if the terminal could not be had. */
int app_run(struct office *o, const struct screens *s, const struct config *c, const struct app_command *copy,
	    struct err *e);

/* For handlers; each returns effects to be returned on. */
unsigned app_push(struct app *a, struct view *v); /* NULL v: EFFECT_NONE (its maker has said why) */
unsigned app_answer(struct app *a, bool yes, int64_t id,
		    const char *text); /* POP, then below->answer; text is copied. A pop without it tells nothing */
unsigned app_say(struct app *a, const char *key, const char *a1,
		 const char *a2); /* words.ini "word.…", arguments or NULL */
unsigned app_fail(struct app *a, const struct form *f, const struct err *e);   /* an error's sentence; f or NULL */
unsigned app_refuse(struct app *a, const struct form *f, const struct err *e); /* the same of an answer: ask again */
const char *app_word(const struct app *a, const char *key);                    /* words_get */
/* What a request does in this view, in the words of the bar and of the help: keys.ini says it for all views, words.ini
 * "label.VIEW.REQUEST" and "help.VIEW.REQUEST" for one. */
const char *app_label(const struct app *a, const struct view *v, enum request r);
const char *app_help(const struct app *a, const struct view *v, enum request r);

#endif
