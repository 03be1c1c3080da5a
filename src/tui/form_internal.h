/* Inside the form view: one record being filled in. The cells are what was typed; they become values only when saved.
 */
#ifndef TUI_FORM_INTERNAL_H
#define TUI_FORM_INTERNAL_H

#include "base/lineedit.h"
#include "line_clean.h"
#include "model/record.h"
#include "model/trace.h"
#include "screen/form.h"
#include "tui/app.h"

#include <stdbool.h>
#include <stddef.h>

/* What the menu over an unsaved form answers. */
enum leave { LEAVE_KEEP, LEAVE_SAVE, LEAVE_DROP };

struct form_cell {
	const struct field *field;
	struct lineedit edit; /* the text as typed; of a reference, the title of the record */
	int64_t ref;          /* of a reference: its id, 0 none or not resolved */
	bool visible;
	bool excused;     /* the handbook does not miss it, as the record is stored */
	struct err error; /* code ERR_NONE: fine */
	int y, rows;      /* where it stands in the form, in lines from its top; set by form_lay */
};

struct form_state {
	const struct form *form;
	int64_t parent;
	struct record record; /* as read; cells of a prepared new record */
	struct form_cell *cell;
	size_t n, focus;
	bool dirty;       /* something was typed that is not saved */
	bool unsynced;    /* the draft is not yet on the disk for good */
	bool unkept;      /* the draft could not be written at all; tried again at rest */
	int64_t seen_seq; /* of the stored record the person was shown beside this one */
	struct form_draft draft;
	struct buf kept;         /* answers of a draft whose fields this form no longer has: ', "column": "text"' */
	bool restored;           /* a draft was picked up */
	struct line_clean clean; /* of the field in focus */
	bool leaving;            /* the open popup asks whether the draft is kept */
	bool asks_blank;         /* it asks whether what should be said is left blank */
	bool blank_is_meant;     /* it was answered */
	int lines, top;          /* height of the whole form; first line shown */
	int label_width;
	int field_width;   /* of the field in focus */
	char title[96];    /* of the record, or of the parent */
	char start[64];    /* field asked for by who opened it */
	char followed[21]; /* the ID that last filled what follows from it; "": none in this form */
};

/* form_cells.c: values ↔ texts */
void form_make_cells(struct form_state *f, struct app *a);
void form_set_value(struct form_state *f, struct app *a, size_t i, const struct value *v);
void form_set_text(struct form_state *f, size_t i, const char *text);
void form_see(struct form_state *f, struct app *a);                    /* which cells are visible now */
const char *form_text(const struct form_state *f, const char *column); /* "" if there is none */
size_t form_index(const struct form_state *f, const char *column);     /* n if there is none */
/* Where a new record begins: the first field that is asked for and not there yet; of a whole one, after its parent. */
size_t form_first_asked(const struct form_state *f);
/* Reads cell i; complains in its error. A choice typed as pinyin or part of a label becomes the label; an ID fills what
 * follows from it. */
bool form_check(struct form_state *f, struct app *a, size_t i);
void form_compute(struct form_state *f, struct app *a); /* computed fields and excuses of a stored record */

/* form_move.c */
/* Whether a new record may leave it blank once the person says so. */
unsigned form_answer_blank(struct view *v, struct app *a, const struct answer *ans);
bool form_may_type(const struct field *f);
bool form_may_stop(const struct form_state *f, size_t i); /* can the cursor stand on cell i */
/* Leaving the cell in focus reads it: what is wrong is marked and said, what follows is filled in. */
void form_leave_cell(struct form_state *f, struct app *a);
unsigned form_step(struct form_state *f, struct app *a, bool forward);
unsigned form_step_section(struct form_state *f, struct app *a, bool forward);
unsigned form_go_to_end(struct form_state *f, struct app *a, bool last);
unsigned form_up_or_down(struct form_state *f, struct app *a, bool down); /* within a long text first */
void form_first_focus(struct form_state *f, struct app *a);

/* form_draft.c */
int form_keep(struct form_state *f, struct app *a); /* writes the draft, or says why it cannot */
void form_rest(struct form_state *f,
	       struct app *a); /* a second without a key: what is not yet on the disk goes there */
void form_pick_up(struct form_state *f, struct app *a); /* a draft of this form and row, if there is one */

/* form_save.c */
unsigned form_save(struct view *v, struct app *a);
unsigned form_save_settled(struct view *v, struct app *a); /* after the person has decided what clashed */

/* form_twice.c: says so if the member in the form may be there already; when its field is left. */
void form_twice(const struct form_state *f, struct app *a);

/* form_draw.c */
void form_lay(struct form_state *f, const struct rect *at);
void form_draw(const struct view *v, const struct app *a);
void form_cursor(const struct view *v, int *y, int *x);
unsigned form_mouse(struct view *v, struct app *a, const struct key *k);

/* form_choose.c */
unsigned form_choose(struct view *v, struct app *a,
		     const char *typed); /* the popup of the field in focus; typed: what it begins with */
unsigned form_answer(struct view *v, struct app *a, const struct answer *ans);

/* clash.c: both values, field by field. Answers "clash" with text = columns to take from the stored record, '\n'
 * separated. */
struct view *clash_view(struct app *a, const struct form *form, struct clash *list, size_t n); /* takes the list over */

extern const struct view_ops form_ops;

#endif
