/* Today: what is owed, most urgent first. Every line is a fact found now.
 *
 * Words and their arguments, which are data (months YYYY-MM, dates, counts, terms YYYY-1, yuan), never language:
 * VISIT_MISSED {1}..{2} months · VISIT_NEVER {1}..{2} · VISIT_DUE · VISIT_DUE_MORE {1} made of {2} · NEXT {1} date ·
 * FINDING {1} found by, {2} category; text is its content; FINDING_VERIFY, FINDING_CLOSE (its
 * rule passes: may be closed), FINDING_BACK (closed, and its rule fails again) likewise · NOTIFY {1} term, {2} yuan;
 * text is the student, row the aid · TASK {1} done of {2} targets; text is its title · TASK_HERE {1} campaign; text
 * likewise, person a student or 0 · STEP_LATE, STEP_NEAR: text is
 * the column of the step of the monitoring case, row the case · BACKPAY {1} term, {2} item: entitled in a locked term
 * and nobody applied; text is the student, row the enrolment; BACKPAY_MADE: applied, not paid yet, row the aid ·
 * LESSON, LESSON_NONE {1} days of term since the last, {2} its date; text is the child · DROPOUT, DROPOUT_DUE {1} talks
 * so far; text is the child, row the case · GAPS {1} count · DRAFT {1} moment it was kept; text is the form. */
#ifndef MODEL_TODAY_H
#define MODEL_TODAY_H

#include "base/err.h"
#include "model/campaign.h"
#include "model/duty.h"
#include "model/handbook.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

/* More untold students, or back-payments, of one term stand as one line with their number, which opens them:
 * NOTIFY_MANY, BACKPAY_MANY, BACKPAY_MADE_MANY {1} term, {2} count; no household, no person. A terminal of 24 lines
 * shows 20: more hide all else, and nobody works through them one by one here. Of one household each is a line.
 *
 * For the same reason a kind of which a district has more than TODAY_KIND_MOST stands as a line with their number
 * (`many`; VISIT_MANY, NEXT_MANY, FINDING_MANY, GAPS_MANY, STEP_MANY, LESSON_MANY, DROPOUT_MANY … {1} count), followed
 * by the TODAY_SINGLE_MOST most urgent of them. */
enum { TODAY_SINGLE_MOST = 20, TODAY_KIND_MOST = 500 };

enum item_kind {
	ITEM_VISIT,
	ITEM_FINDING,
	ITEM_NOTIFY,
	ITEM_BACKPAY,
	ITEM_TASK,
	ITEM_GAP,
	ITEM_DRAFT,
	ITEM_NEXT,    /* agreed next visit */
	ITEM_STEP,    /* of a monitoring case: late, or due within three days */
	ITEM_LESSON,  /* a child taught at home waits too long */
	ITEM_DROPOUT, /* an open case whose next talk or due day has come */
	ITEM_KINDS
};
struct item {
	enum item_kind kind;
	int64_t household, person, row; /* row: finding, task, draft, aid, monitoring case,
					enrolment, case of dropout */
	int64_t aid_item, fen;          /* of a back-payment: what is due */
	char text[256]; /* the fact's own words: the finding's content, the task's title, the draft's form */
	char word[32];  /* key of the sentence in words.ini [today.WORD], with {1} {2} = arg */
	char arg[2][96];
	char head[64], group[48];
	char due_on[11];                 /* "" none */
	int days_late;                   /* > 0 late */
	bool many;                       /* the line of a kind with too many */
	int64_t draft_row, draft_parent; /* of a draft: the record it changes, or (row 0) what the new one belongs to;
					    text is its form */
};
struct today_counts {
	struct duty_counts duty;
	int findings, findings_late;
	int untold; /* students with paid aid and no notification that term */
	struct gap_counts gaps;
	int campaign_targets, campaign_done, campaign_late; /* of the running campaign that ends first */
	char campaign[96];
	int drafts;
};
/* Items ordered: late (longest first), then by due date, then gaps and the rest; drafts first of all. household 0: all
 * in scope; else every open item of that house. Free with free(). */
int today_items(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, struct item **out,
		size_t *n, struct err *e);
/* The numbers, too, of the whole scope. */
int today_load(struct office *o, const struct handbook_field *f, size_t nf, struct today_counts *counts,
	       struct item **out, size_t *n, struct err *e);

/* The village and the group of a household, as short as can be said; the caller frees. */
char *today_where(struct office *o, int64_t household);

/* The same in steps, for the scope as it is at the beginning: what is quickly known comes first, and of a district the
 * households are gone through stretch by stretch. Memory is bounded whatever the size. */
enum today_part {
	TODAY_DRAFTS,
	TODAY_FINDINGS,
	TODAY_VISITS,
	TODAY_CASES, /* monitoring, lessons at home, dropouts */
	TODAY_TASKS,
	TODAY_UNTOLD,
	TODAY_BACKPAY,
	TODAY_GAPS,
	TODAY_PROPOSALS, /* findings once more, with what their rules say now */
	TODAY_DONE
};
struct today_work;
int today_begin(struct today_work **out, struct office *o, const struct handbook_field *f, size_t nf, struct err *e);
/* The fields, where they were not given at the beginning: they are many files to read, and wanted from TODAY_GAPS on.
 */
void today_fields(struct today_work *w, const struct handbook_field *f, size_t nf);
/* One step. 1: there is more to do; 0: all is known; -1: an error, or stopped (ERR_CANCEL): what it would have found is
 * not counted, and the next call does it again. */
int today_step(struct today_work *w, struct err *e);
enum today_part today_part_at(const struct today_work *w); /* what comes next: all before is known */
bool today_is_large(const struct today_work *w);           /* steps take long, each stretch of households one */
/* What is known now is worth a frame before the next step: at first of a few households the visits too, of a village
 * what needs no visit to be looked at, of a district the drafts. */
bool today_shows(const struct today_work *w);
void today_progress(const struct today_work *w, int64_t *done,
		    int64_t *all); /* households of the part; all 0: unknown */
/* What is known so far: the counts of those parts, and their items. What is not known again stays as it was: of `old`
 * (none: NULL, 0) the items of the other parts stand among them. free(). */
void today_counts_of(const struct today_work *w, struct today_counts *io);
void today_items_of(const struct today_work *w, const struct item *old, size_t n_old, struct item **out, size_t *n);
/* A household was visited, and nothing else happened: its lines and its duty in what is known of a small scope. */
int today_visited(struct office *o, int64_t household, struct today_counts *counts, struct item **list, size_t *n,
		  struct err *e);
void today_end(struct today_work **w);

#endif
