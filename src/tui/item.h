/* Inside tui/: what is owed (model/today.h) as a person reads it, and where it is dealt with. */
#ifndef TUI_ITEM_H
#define TUI_ITEM_H

#include "base/value.h"
#include "model/today.h"
#include "screen/field.h"
#include "tui/app.h"

const char *item_kind(const struct app *a, const struct item *it); /* "visit", "finding" … */
int item_kind_cols(const struct app *a);                           /* columns that hold any of them */
void item_due(const struct app *a, const struct item *it, struct buf *out);
int item_due_cols(const struct app *a);
enum ink item_ink(const struct item *it); /* of its due date */
bool item_same(const struct item *a, const struct item *b);
/* The form or page where it is done; NULL with a message said. */
struct view *item_view(struct app *a, const struct item *it);
/* "tell": way, day, seal and signature of telling a term's aid, for all of them at once. Answers yes when told. */
struct view *tell_view(struct app *a, const char *term, const int64_t *person, size_t n);
/* Everything owed, as the screens' handbook sees it; household 0: the scope. */
int item_list(struct app *a, int64_t household, struct item **out, size_t *n, struct err *e);

/* Things the work views do alike. */
/* The first key of a request, for a sentence that names it. */
const char *work_key(const struct app *a, enum request r, char out[24]);
unsigned work_scope(struct app *a);                             /* all, or only mine */
const char *work_table(const struct app *a, const char *table); /* the name of a kind of record */
/* A day as typed (DATE_BYTES); FIELD_DATE, FIELD_DATE_DAY. */
int work_day(const char *typed, char out[], struct err *e);
void work_term(const struct app *a, const char *term, struct buf *out);            /* a term as a person reads it */
const char *work_choice(const struct app *a, const char *list, const char *label); /* as it is shown; else the label */
/* As a person reads it: a reference by the name of what it points at. */
void work_value(const struct app *a, const struct field *f, const struct value *v, struct buf *out);

#endif
