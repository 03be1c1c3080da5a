/* Small views over the one below. Each answers (struct answer) and pops. Esc answers yes = false. */
#ifndef TUI_POPUPS_H
#define TUI_POPUPS_H

#include "exchange/export.h"
#include "tui/view.h"

#include <stddef.h>

struct choice_list;

/* "confirm": a question (finished text), Enter/y or Esc/n. */
struct view *confirm_view(const char *question);
/* "prompt": one line of text with a label and a first value. */
struct view *prompt_view(const char *label, const char *value);
/* "editor": a text of several lines, Enter begins a new one; F2 answers yes and the text if it is another now. */
struct view *editor_view(const char *title, const char *value);
/* "choice": a menu with type-ahead by hanzi, pinyin, initials or number; answers id = index given, text = label. Labels
 * are copied; marks (may be NULL) are shown flush right. `chosen` is the row it starts on. */
struct menu_item {
	const char *label, *mark;
	int64_t id;
};
struct view *menu_view(const char *title, const struct menu_item *item, size_t n, size_t chosen);
/* "choices": several of a list, Space ticks, Enter takes; text = labels joined by '\n'. */
struct view *several_view(const char *title, const struct choice_list *list, const char *chosen_joined, int most);
/* "ref": search as you type over record_refs; id = the record. */
struct view *ref_view(const char *title, const char *table, int64_t within, const char *typed);
/* "date": a month's page; text = YYYY-MM-DD (or less, by precision). */
struct view *date_view(const char *value, const char *precision);
/* "reader": text to scroll through (help, a letter, a warning); answers nothing. Text is copied. */
struct view *reader_view(const char *title, const char *text);
/* "help": the keys that work in `v` right now. */
struct view *help_view(const struct app *a, const struct view *v);
/* "palette" (Ctrl-P): every request that works in `v`, every list and register, by name or pinyin; answered to the app.
 */
struct view *palette_view(const struct app *a, const struct view *v);

/* "export": for whom (posting first), as what, into which file; F2 writes, says path and rows, and notes it in the log.
 * Preview and printer (where `lp` is) are among the formats. Answers yes when something left. */
struct export_ask {
	const char *what;      /* as the log calls it, for people; copied */
	const char *title;     /* for the box and the file's name; copied */
	const char *posting;   /* what a posted one lacks, said while that profile is chosen; copied; NULL nothing */
	export_source *source; /* rows as sheets; NULL: only what `own` writes */
	void *from;            /* handed to the three, and to release in the end */
	void (*release)(void *from);
	/* What is more than one sheet on paper or as text (a report, forms): NULL, or writes the file itself (PDF and
	 * text only) and its rows; `plain` the same as text for looking at. */
	int (*own)(void *from, enum profile p, enum sheet_format f, const char *path, int64_t *rows, struct err *e);
	int (*plain)(void *from, enum profile p, struct buf *out, struct err *e);
};
struct view *export_view(struct app *a, const struct export_ask *ask);

#endif
