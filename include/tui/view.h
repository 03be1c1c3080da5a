/* A view: a const table of operations and private state. The loop (tui/app.h) does for each frame: load (if RELOAD) →
 * layout → draw → cursor, top to bottom once; then waits for a key and turns it into a request or a text for the top
 * view. The app lays a view out before its first load too (with ops->layout, state as made), and again after each load.
 * A view whose layout needs other facts (more rows fit) sets v->loaded = false in layout: it is loaded once more before
 * it is drawn. What is shown is asked of the model by `load`, for the first frame, and by `work`, behind it; handlers
 * (request, text, answer, idle, keep) ask and write what they do, and return effects. All others, `draw` before all,
 * read state, never change it and ask nobody. A popup is a view that does not fill the screen: the view below is drawn
 * first. */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "screen/scope_text.h"
#include "tui/draw.h"
#include "tui/request.h"

#include <stdbool.h>
#include <stdint.h>

struct app;
struct view;
struct buf;

enum effect {
	EFFECT_NONE = 0,
	EFFECT_DRAW = 1 << 0,   /* something to be seen changed */
	EFFECT_RELOAD = 1 << 1, /* facts changed: every view in the stack loads again when it is next seen */
	EFFECT_PUSH = 1 << 2,   /* app_push was called */
	EFFECT_POP = 1 << 3,    /* this view is done */
	EFFECT_QUIT = 1 << 4,
	EFFECT_UNWANTED = 1 << 5, /* not for me: the app tries its own (quit, help, palette, undo, places to go), else
				     says nothing */
	EFFECT_AGAIN = 1 << 6     /* of `answer` alone: refused (app_refuse); the popup that answered stays open as it
				     was, so the view still asks the same */
};

/* What a popup or pushed view tells the one below when it pops (app_answer). */
struct answer {
	const char *from; /* name of the view that answers: "confirm", "choice", "ref", "date", "prompt", "form" … */
	bool yes;         /* false: given up with Esc */
	int64_t id;
	const char *text; /* during the call only */
};

struct view_ops {
	const char *name;             /* "list", "form", "today": keys, help and words hang on it */
	bool popup;                   /* drawn over the view below */
	bool takes_text;              /* printable keys are text, not requests (forms, prompts) */
	const enum request *requests; /* every request it may handle, ended by REQ_NONE: for help, bar, palette, lint */
	int (*load)(struct view *v, struct app *a, struct err *e);
	void (*layout)(struct view *v, struct app *a, const struct rect *room); /* sets v->at inside room */
	void (*draw)(const struct view *v, const struct app *a);
	void (*cursor)(const struct view *v, int *y, int *x); /* absolute; NULL or y < 0: hidden */
	bool (*can)(const struct view *v, const struct app *a,
		    enum request r); /* does it mean anything right now; NULL: all of them */
	unsigned (*request)(struct view *v, struct app *a, enum request r);
	unsigned (*text)(struct view *v, struct app *a, const char *s, size_t n, bool pasted);
	unsigned (*mouse)(struct view *v, struct app *a, const struct key *k);       /* NULL: ignored; y, x absolute */
	unsigned (*answer)(struct view *v, struct app *a, const struct answer *ans); /* NULL: ignored */
	unsigned (*idle)(struct view *v, struct app *a); /* a second without a key; NULL: never wakes for it */
	bool (*wants_idle)(const struct view *v);
	int idle_ms; /* so long without a key; 0: the second */
	/* It goes, perhaps unasked (another place, quit, SIGTERM, SIGHUP): last chance to keep what was typed.
	 * EFFECT_RELOAD if it kept something; may be NULL. */
	unsigned (*keep)(struct view *v, struct app *a);
	void (*title)(const struct view *v, const struct app *a, struct buf *left,
		      struct buf *right); /* words for the title line */
	void (*close)(struct view *v);    /* frees state */
	/* What its counts look at: said at the left end of the title line, before its own words. NULL: there is no
	 * count. */
	enum covers (*covers)(const struct view *v, const struct app *a);
	/* The rest may be NULL. */
	bool (*typing)(const struct view *v); /* takes text just now (a prompt is open); NULL: as takes_text says */
	const char *(*heading)(const struct view *v,
			       const struct app *a); /* centre of the title line; NULL: "word.view.NAME" */
	void (*hint)(const struct view *v, const struct app *a,
		     struct buf *out); /* message line while nothing was said: help of a field */
	/* What comes later than the first frame: exact counts, numbers that take long. While wants_work says so, the
	 * frame is drawn and no key waits, the loop calls work: one step, which may ask the model; 0, and the frame is
	 * drawn again. A key that comes meanwhile stops the office's queries (ERR_CANCEL: nothing is said, it is called
	 * again after that key); any other error is said once, and work rests until the next load. */
	bool (*wants_work)(const struct view *v);
	int (*work)(struct view *v, struct app *a, struct err *e);
	/* The person stopped the load of a view that was shown before. True: what was shown is still there, or the view
	 * went back to what is quickly read and wants to be loaded again (v->loaded false). False, or NULL: it is
	 * closed. */
	bool (*stopped)(struct view *v, struct app *a);
};

struct view {
	const struct view_ops *ops;
	struct rect at;
	bool loaded;  /* false: load before the next draw */
	bool shown;   /* was loaded once */
	bool no_work; /* work failed: not before the next load */
	bool for_app; /* the app asked: the answer is its own, not the view's below */
	void *state;
	struct view *below;
};

struct view *view_make(const struct view_ops *ops, void *state); /* the app frees it after close */
bool view_takes_text(const struct view *v);                      /* right now */
bool view_has(const struct view *v, enum request r);             /* is it in ops->requests */
/* For views of which it is always the same. */
enum covers view_covers_scope(const struct view *v, const struct app *a);
enum covers view_covers_village(const struct view *v, const struct app *a);
enum covers view_covers_file(const struct view *v, const struct app *a);
bool view_can(const struct view *v, const struct app *a, enum request r);

/* For views that keep all their rows: the moving requests over a cursor in n rows; EFFECT_UNWANTED for any other
 * request. */
unsigned move_cursor(enum request r, size_t n, size_t page, size_t *at);
/* The first row to draw so that row `at` of n is among `rows` visible ones; moves as little as it can. */
void move_window(size_t at, size_t rows, size_t n, size_t *first);

#endif
