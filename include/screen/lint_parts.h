/* Inside the linter: what its parts share. Only src/screen/lint*.c include this. */
#ifndef SCREEN_LINT_PARTS_H
#define SCREEN_LINT_PARTS_H

#include "model/office.h"
#include "screen/load.h"

struct lint {
	struct office *o;
	const struct screens *s, *en; /* the same screens in both languages */
	enum lang lang;               /* of the messages */
	const char *const *requests;
	void (*found)(void *arg, const char *file, int line, const char *message);
	void *arg;
	int n;
};
/* One finding; `word` is lint.WORD of words.ini with {1} {2}. */
void lint_say(struct lint *l, const char *file, int line, const char *word, const char *a, const char *b);

void lint_forms(struct lint *l);
void lint_lists(struct lint *l);
void lint_reports(struct lint *l);
void lint_tables(struct lint *l);
void lint_charts(struct lint *l);
void lint_checks(struct lint *l);
void lint_words(struct lint *l);
void lint_keys(struct lint *l);

/* Does SQL prepare behind the guard? `what` says which key it came from. `sql` is one statement. */
bool lint_sql(struct lint *l, const char *file, int line, const char *what, const char *sql);
/* Roles and thresholds an SQL text asks for, and its :parameters against `allowed` (blank-separated with their colons).
 */
void lint_names(struct lint *l, const char *file, int line, const char *sql, const char *allowed);
bool lint_has_table(struct lint *l, const char *table);
/* One part of a query, "" or NULL none, put where it will be put: before(part)after. */
void lint_part(struct lint *l, const char *file, int line, const char *what, const char *before, const char *part,
	       const char *after, const char *allowed);
/* Two of a kind with one place in the menu. */
void lint_menu(struct lint *l, const char *file, int line, int menu, int other_menu, const char *other);
/* A label wider than its column, 0 the width of what stands in it. */
void lint_width(struct lint *l, const char *file, int line, int width, const char *label);
/* What reports and tables may ask for. */
#define LINT_PERIOD ":year :month :from :until :term :spring :autumn :campaign :cadre :village :scope :me :today"
/* Which of {1} to {9} a text uses, as bits 1 to 9. */
unsigned lint_arguments(const char *text);

#endif
