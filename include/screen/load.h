/* Inside screen/: what screens_open makes, and how each kind of file is read into it. Only screen/ includes this. */
#ifndef SCREEN_LOAD_H
#define SCREEN_LOAD_H

#include "screen/aid_items.h"
#include "screen/campaign_def.h"
#include "screen/chart_def.h"
#include "screen/checks.h"
#include "screen/choices.h"
#include "screen/demo_def.h"
#include "screen/form.h"
#include "screen/keys.h"
#include "screen/letter_def.h"
#include "screen/list_def.h"
#include "screen/report_def.h"
#include "screen/screens.h"
#include "screen/spec.h"
#include "screen/stages.h"
#include "screen/table_def.h"
#include "screen/theme.h"
#include "screen/threshold.h"

struct word {
	const char *key, *text, *zh, *en;
	int line;
}; /* key in lower case; zh and en "" if not there */
struct choice_key {
	const char *heading;
	const struct choice *choice;
};
struct choices { /* `list` first: screens_choices hands out its address */
	struct choice_list list;
	const char *title_zh;
	const struct choice_key *key; /* sorted by heading */
	size_t n_keys;
	int line;
};
struct role {
	const char *role, *label;
	int line;
};

/* Something wrong in a file. `fatal`: screens_open fails; else only the linter speaks of it. */
struct problem {
	const char *file;
	int line;
	const char *word, *arg[2];
	bool fatal;
};

struct screens {
	struct arena arena;
	enum lang lang;
	const char *dir;
	struct choices *choices;
	size_t n_choices;
	struct role *role;
	size_t n_roles;
	struct word *word; /* sorted by key */
	size_t n_words;
	const struct form **form;
	size_t n_forms;
	const struct list_def **list; /* by menu, then name */
	size_t n_lists;
	struct key_binding *key;
	size_t n_keys;
	struct colour *colour;
	size_t n_colours;
	struct check_def *check;
	size_t n_checks;
	struct threshold_def *threshold;
	size_t n_thresholds;
	struct aid_item_def *aid_item;
	size_t n_aid_items;
	struct stage *stage;
	size_t n_stages;
	struct letter_def *letter;
	size_t n_letters;
	const struct report_def **report; /* by menu, then name; likewise */
	size_t n_reports;
	const struct chart_def **chart;
	size_t n_charts;
	const struct table_def **table;
	size_t n_tables;
	struct campaign_template *campaign;
	size_t n_campaigns;
	struct handbook_field *handbook;
	size_t n_handbook;
	struct chapter *chapter;
	size_t n_chapters;
	struct demo_list demo[WORDS_COUNT];
	const struct choice_list *yesno, *season; /* choices.ini lists with these jobs; NULL if they are not there */
	struct problem *problem;
	size_t n_problems;
};

/* While reading. */
struct load {
	struct screens *s;
	struct spec_reader reader;
	const char *file; /* being read; NULL between files */
	struct growing choices, roles, words, forms, lists, keys, colours, checks, campaigns, thresholds, aid_items,
		stages, letters, reports, tables, charts, problems;
};
/* word: SCREEN_… ; {1} of the sentence is file:line, a and b are {2} and {3}. */
void load_problem(struct load *l, int line, bool fatal, const char *word, const char *a, const char *b);
/* As spec_fill, with the load's problems. */
int load_fill(struct load *l, const struct spec *specs, const struct ini_section *section, void *out);
/* One [choice.LIST]. */
void load_choice_list(struct load *l, const struct ini_section *s);
/* The list, or a fatal problem. */
const struct choice_list *load_choices(struct load *l, int line, const char *name);

/* One function per kind of file; `name` is NAME of kind.NAME.ini or "". */
void load_choices_file(struct load *l, const struct ini *ini, const char *name);
void load_words_file(struct load *l, const struct ini *ini, const char *name);
void load_demo_file(struct load *l, const struct ini *ini, const char *name);
void load_keys_file(struct load *l, const struct ini *ini, const char *name);
void load_theme_file(struct load *l, const struct ini *ini, const char *name);
void load_threshold_file(struct load *l, const struct ini *ini, const char *name); /* before the choices */
void load_stages_file(struct load *l, const struct ini *ini, const char *name);    /* after the choices */
void load_aid_items_file(struct load *l, const struct ini *ini, const char *name); /* likewise */
void load_letter_file(struct load *l, const struct ini *ini, const char *name);
void load_report_file(struct load *l, const struct ini *ini, const char *name);
void load_chart_file(struct load *l, const struct ini *ini, const char *name);
void load_table_file(struct load *l, const struct ini *ini, const char *name);
void load_checks_file(struct load *l, const struct ini *ini, const char *name);
void load_form_file(struct load *l, const struct ini *ini, const char *name);
void load_list_file(struct load *l, const struct ini *ini, const char *name);
void load_campaign_file(struct load *l, const struct ini *ini, const char *name);
/* Once all files are read. */
void load_words_done(struct load *l);
void load_forms_done(struct load *l);
void load_lists_done(struct load *l);
void load_campaigns_done(struct load *l);
void load_letters_done(struct load *l);
void load_reports_done(struct load *l);
void load_charts_done(struct load *l);
void load_tables_done(struct load *l);   /* after the forms */
void load_handbook_done(struct load *l); /* after the forms */

/* A whole directory, with everything wrong in it in `problem`; -1 only if it cannot be read at all (SCREENS_DIR). */
int screens_load(struct screens **out, const char *dir, enum lang lang, struct err *e);

/* The sentence of a problem: word lint.WORD with {1} {2}; WORD: a b where there is no such word. */
void problem_sentence(const struct screens *s, const char *word, const char *a, const char *b, struct buf *out);

/* Fields of forms and columns of lists are read alike. */
extern const struct spec field_specs[];
extern const char *const field_type_names[];
void load_field(struct load *l, const struct ini_section *section, struct field *f);

#endif
