/* Inside screen/: what screens_open makes, and how each kind of file is read into it. Only screen/ includes this.
 *
 * Nothing is read before it is asked for. A start lists the folder and nothing else; the accessors, which take const
 * screens, read what they hand out at the first time through `load`, which is not const: a definition once read does
 * not change, so nobody who holds the screens sees them change. One thread, as everywhere. */
#ifndef SCREEN_LOAD_H
#define SCREEN_LOAD_H

#include "screen/aid_items.h"
#include "screen/campaign_def.h"
#include "screen/chart_def.h"
#include "screen/checks.h"
#include "screen/choices.h"
#include "screen/demo_def.h"
#include "screen/form.h"
#include "screen/ini_index.h"
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
	const struct choice_key *key; /* sorted by heading; NULL before one is looked for */
	size_t n_keys;
	const struct ini_section *section;
	struct load *load;
	int line;
};
struct role {
	const char *role, *label;
	int line;
};

/* Something wrong in a file. `fatal`: what stands in it is not handed out; else only the linter speaks of it. */
struct problem {
	const char *file;
	int line;
	const char *word, *arg[2];
	bool fatal;
};

/* The kinds of files, in the order the linter reads them. */
enum file_kind {
	FILE_THRESHOLD,
	FILE_CHOICES,
	FILE_STAGES,
	FILE_AID_ITEMS,
	FILE_WORDS,
	FILE_DEMO,
	FILE_KEYS,
	FILE_THEME,
	FILE_CHECKS,
	FILE_FORM,
	FILE_LIST,
	FILE_CAMPAIGN,
	FILE_LETTER,
	FILE_REPORT,
	FILE_CHART,
	FILE_TABLE,
	FILE_KINDS
};
/* One file. */
struct source {
	enum file_kind kind;
	const char *file, *name; /* NAME of kind.NAME.ini or "" */
	bool read, unreadable;   /* unreadable: there can be no index */
	size_t problem;          /* number of the first fatal one from 1; 0 none */
	const void *made;        /* what was read; NULL: nothing could be */
	struct ini_index *index; /* where only some of its sections are read, else NULL */
	const char *table;       /* of a form, "" if it cannot be seen; NULL before load_heads */
	int chapter;
};
struct every { /* all of a kind */
	const void **item;
	size_t n;
	bool read;
};

struct screens {
	struct arena arena;
	enum lang lang;
	const char *dir;
	struct load *load;
	struct every every[FILE_KINDS];
	const struct choices *threshold_list;
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
	struct campaign_template *campaign;
	size_t n_campaigns;
	struct handbook_field *handbook;
	size_t n_handbook;
	struct chapter *chapter;
	size_t n_chapters;
	bool has_chapters, has_handbook, has_campaigns;
	struct demo_list demo[WORDS_COUNT];
	/* Only once all is read, for the linter. */
	const struct word *word; /* sorted by key */
	size_t n_words;
	const struct role *role;
	size_t n_roles;
	const struct form *const *form;
	size_t n_forms;
	const struct list_def *const *list;
	size_t n_lists;
	const struct report_def *const *report;
	size_t n_reports;
	const struct chart_def *const *chart;
	size_t n_charts;
	const struct table_def *const *table;
	size_t n_tables;
	const struct problem *problem;
	size_t n_problems;
};

/* What reads. */
struct load {
	struct screens *s;
	struct spec_reader reader;
	const char *file; /* being read; "" between files */
	size_t first;     /* the first fatal problem of what is being read, from 1; 0 none yet */
	size_t untold;    /* the one somebody ran into; 0 none */
	bool as_it_is;    /* broken things are handed out too: the linter's */
	struct source *source;
	size_t n_sources;
	struct growing keys, colours, checks, thresholds, aid_items, stages, problems, roles;
	struct { /* so that what a start reads cannot grow unseen */
		size_t files, indexes, sections;
	} count;
};
/* word: SCREEN_… ; {1} of the sentence is file:line, a and b are {2} and {3}. */
void load_problem(struct load *l, int line, bool fatal, const char *word, const char *a, const char *b);
/* What ini_read and the like call for a problem of theirs; arg is the load. */
void load_ini_problem(void *arg, int line, const char *word, const char *what);

/* Of a kind: the file of that name, read, or NULL if there is none or it is broken. */
const void *load_named(const struct screens *s, enum file_kind kind, const char *name);
/* All files of a kind, as that kind is ordered, without the broken ones. *out points at pointers of what is made. */
size_t load_every(const struct screens *s, enum file_kind kind, const void *const **out);
/* The source of a kind that has one file; NULL if it is not there. */
struct source *load_source(struct load *l, enum file_kind kind);
/* Its index, opened at the first time; NULL where that cannot be. */
struct ini_index *load_index(struct load *l, struct source *src);
/* Puts one section of an indexed file to `read` under the file's name; what it returns is remembered and returned.
 * NULL, also where anything about it is fatal (but for the linter). */
typedef const void *section_reader(struct load *l, const struct ini_section *s);
const void *load_section(struct load *l, struct source *src, size_t i, section_reader *read);
/* The sources of all forms, whose table and chapter are known. */
struct source *load_heads(const struct screens *s, size_t *n);
/* Who cannot do without any of them runs into those that cannot be seen. */
void load_broken_heads(struct load *l);
/* The files of the folder, sorted by name. */
void load_folder(struct load *l, const char *const *file, size_t n);
/* Reads everything. */
void load_all(struct load *l);

/* As spec_fill, with the load's problems. */
int load_fill(struct load *l, const struct spec *specs, const struct ini_section *section, void *out);
/* One [choice.LIST], which must live as long as the screens. */
const struct choices *load_choice_list(struct load *l, const struct ini_section *s);
const struct choice_list *load_threshold_list(const struct screens *s); /* the list `threshold` */
/* The list, or a fatal problem. */
const struct choice_list *load_choices(struct load *l, int line, const char *name);

/* One function per kind of file; `name` is NAME of kind.NAME.ini or "". They return what they made, NULL if nothing:
 * of the kinds with one file the screens themselves. */
typedef const void *file_reader(struct load *l, const struct ini *ini, const char *name);
file_reader load_demo_file, load_keys_file, load_theme_file, load_threshold_file, load_stages_file, load_aid_items_file,
	load_letter_file, load_report_file, load_chart_file, load_table_file, load_checks_file, load_form_file,
	load_list_file, load_campaign_file;
/* What needs other files, once this one can be found. */
typedef void file_done(struct load *l, const void *made);
file_done load_form_done, load_list_done, load_report_done, load_table_done;
/* The order of a kind, of pointers to what is made. */
typedef int file_order(const void *a, const void *b);
file_order list_by_menu, report_by_menu, chart_by_menu, table_by_menu;
/* All sections of the files that are read by sections, for the linter. */
void load_all_words(struct load *l);
void load_all_choices(struct load *l);
/* What a field tells about a person, as its form says, without reading all of the form; false: it has none. */
bool load_field_privacy(const struct screens *s, struct source *form, const char *name, size_t n, enum privacy *out);

/* A whole directory as it is, all of it read and judged by iniparser, with everything wrong in it in `problem`; -1 only
 * if it cannot be read at all (SCREENS_DIR). */
int screens_load(struct screens **out, const char *dir, enum lang lang, struct err *e);

/* The sentence of a problem: word lint.WORD with {1} {2}; WORD: a b where there is no such word. */
void problem_sentence(const struct screens *s, const char *word, const char *a, const char *b, struct buf *out);

/* Fields of forms and columns of lists are read alike. */
extern const struct spec field_specs[];
extern const char *const field_type_names[];
void load_field(struct load *l, const struct ini_section *section, struct field *f);

#endif
