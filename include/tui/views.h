/* Makers of the full views. NULL with a message said where the thing to show is gone. */
#ifndef TUI_VIEWS_H
#define TUI_VIEWS_H

#include "model/record.h"
#include "tui/view.h"

#include <stdint.h>

struct app;

struct view *today_view(struct app *a);
struct view *list_view(struct app *a, const char *list, int64_t parent);      /* screens/list.NAME.ini; parent 0 none */
struct view *list_view_by(struct app *a, const char *list, const char *sort); /* in its order [sort.SORT] */
struct view *lists_view(struct app *a);                                       /* menu of all lists and registers */
/* A record in its form. id 0: new (`parent`: what it belongs to); a draft of the same form and row is picked up.
 * `field`: where the cursor starts, or NULL. Answers "form" with yes and the id when saved. */
struct view *form_view(struct app *a, const char *form, int64_t id, int64_t parent, const char *field);
/* A new record with cells filled in already (visit_begin); takes the cells over. */
struct view *form_view_of(struct app *a, const char *form, struct record *r, int64_t parent, const char *field);
struct view *reports_view(struct app *a); /* menu of the reports; each with its numbers opening rows */
/* A visit to a household with what is known filled in; `repeat` takes the last visit's words too. */
struct view *visit_form(struct app *a, int64_t household, bool repeat);
struct view *household_view(struct app *a,
			    int64_t household); /* one house on one page: open items, people, what was done */
struct view *handbook_view(struct app *a, int64_t household);
struct view *campaigns_view(struct app *a);
struct view *campaign_view(struct app *a, int64_t campaign); /* tasks with progress */
/* Targets to tick; the cursor begins on those of `household` (0: at the top). */
struct view *checklist_view(struct app *a, int64_t task, int64_t household);
struct view *history_view(struct app *a, const char *table, int64_t id,
			  const char *column); /* timeline; household: the whole house */
struct view *log_view(struct app *a);          /* everything, newest first */
struct view *bin_view(struct app *a);
struct view *rounds_view(struct app *a);
struct view *duplicates_view(struct app *a); /* who may stand in the registry twice, and what was merged */
/* Two persons side by side: which is kept, merge, or they are two. `reason`: of duplicate.h. */
struct view *compare_view(struct app *a, int64_t one, int64_t other, const char *reason);
struct view *monitoring_view(struct app *a, int64_t monitoring_case); /* its steps, dated */
struct view *lessons_view(struct app *a);                             /* children taught at home, who waits first */
struct view *dropouts_view(struct app *a);                            /* retention, the ledgers, the cases */
/* A lesson at home with what is known filled in; says what was planned for it. */
struct view *lesson_form(struct app *a, int64_t person);
struct view *awareness_view(struct app *a); /* how many families knew the policy, by village */
/* "move": a finding, how often it was named, and the moves its state allows, each asking for what it rests on. `why`:
 * the word of what Today proposed (FINDING_CLOSE …), or NULL. Answers yes and the finding when it was moved. */
struct view *move_view(struct app *a, int64_t finding, const char *why);
/* Aid of a term: entitled, applied, paid, told, missing, each number opening who it is; the term's lock. */
struct view *coverage_view(struct app *a);
/* The handbook under review, chapter by chapter; an unfinished review by me is taken up again (it is begun here: what
 * was loaded is stale). Answers yes and the household when finished. `sample` 0: none. */
struct view *review_view(struct app *a, int64_t household, int64_t sample);
struct view *sample_view(struct app *a, int64_t sample); /* households drawn for review; 0: the last sample */
struct view *find_view(struct app *a);                   /* people, as one types; Enter opens the house */
struct view *checks_view(struct app *a);      /* what the rules and the handbook find wrong; to the very field */
struct view *charts_view(struct app *a);      /* figures as bars, one chart at a time */
struct view *rosters_view(struct app *a);     /* lists that ought to agree: loaded, and what is compared */
struct view *roster_load_view(struct app *a); /* choose file → whose, what, how read; answers yes and the roster */
/* 2 to ROSTER_SIDES lists against each other; 0 is our facts (as model/roster.h roster_compare). */
struct view *reconcile_view(struct app *a, const int64_t *side, size_t sides);
struct view *tables_view(struct app *a); /* tables from templates, each with its period */
/* One table on the screen; Enter opens the record behind a row. p: as screens_table's kind of period. */
struct table_def;
struct period;
struct view *table_view(struct app *a, const struct table_def *d, const struct period *p, int64_t cadre);
struct view *import_view(struct app *a); /* choose file → preview with mapping → import */
struct view *first_view(struct app *a);  /* sample village, or my own */
/* Opens whatever a row of a table is best looked at in: household's page, campaign, else its form. */
struct view *record_view(struct app *a, const char *table, int64_t id);

#endif
