/* list.NAME.ini: a list is columns over guarded SQL (model/listing.h says which parameters it may use).
 *
 *   [screen]
 *   kind = list
 *   title = 户        title_en = Households
 *   from = household_now h
 *   key = h.id
 *   where = h.removed_on IS NULL
 *                             ; long SQL goes on in where2, where3 (joined by a blank); so do from, match, sql, values
 *   household = h.id          ; SQL: the household a row is about; with it the list is one of the office's scope: mine,
 *   place = h.place_id        ; the village's, all. SQL: where that household lies, if `from` has it
 *   shared = yes              ; rows without a household are everybody's
 *   match = pinyin_match(h.head_name, :words) OR …   ; what `/` finds, in a list short enough to look through
 *   find_household = h.id     ; SQL: in a long one rows are found by the search of households (store/search.h)
 *   find_person = p.id        ; or of people
 *   form = household          ; what Enter opens: a form,
 *   open = household          ; or a view of its own: the household's page, `open = campaign` …
 *   new = household           ; form of a new row
 *   parent = household        ; it is a list of a household's rows (uses :parent)
 *   menu = 3                  ; place in the menu of lists; absent: not there
 *   [column.head]  label, label_en, sql = h.head_name, width = 10 (columns; 0 = what is left), align = left|right,
 *                  type = text|money|date|number|yesno|choice|choices|term, choices = LIST, decimals, unit, private
 *                  (screen/field.h; unsaid: of the form's fields its SQL names the most private)
 *   [sort.name]    label, label_en, sql, order = asc|desc; the first is the default
 *                  then = h.id, v.visited_on  ; up to four more SQL expressions, never NULL, that with sql, in this
 *                                             ; order, are what an index gives; the key ends every order
 *                  from = household h CROSS JOIN visit v ON …  ; instead of [screen]'s: begins with the table whose
 *                                             ; index gives the order, so that no list is ever sorted whole
 *                  none = v.household_id IS NULL  ; over [screen]'s from: the rows that this one has not
 *                  key = w.household_id       ; the same as [screen]'s, from the table that from begins with
 *                  pinyin = yes               ; sql is a name: by pinyin
 *                  place = yes                ; an index has this order within each place, too: a village is not sorted
 *   [filter.cause] label, label_en, sql = h.main_cause = :filter, choices = cause | values = SQL giving value, label
 *                  few = yes                  ; leaves so few rows that they are looked up first and then sorted
 */
#ifndef SCREEN_LIST_DEF_H
#define SCREEN_LIST_DEF_H

#include "model/listing.h"
#include "screen/field.h"

struct screens;

struct list_column {
	const char *name, *label, *sql;
	int width;
	bool right, privacy_said;
	struct field as; /* how cells are formatted */
};
struct list_sort {
	const char *name, *label, *sql;
	const char *from, *none, *key, *then[LISTING_THEN]; /* from, none, key NULL if unsaid */
	size_t n_then;
	bool descending, pinyin, by_place;
	int line;
};
struct list_filter {
	const char *name, *label, *sql;
	const struct choice_list *choices;
	const char *values;
	bool few;
	int line;
};
struct list_def {
	const char *name, *file, *title;
	const char *from, *key, *where, *match;
	const char *household, *place, *find_household, *find_person; /* NULL if unsaid */
	bool shared;
	const char *form, *open, *fresh, *parent; /* fresh: form of a new row; "" if none */
	int menu;
	int line; /* of [screen] */
	const struct list_column *column;
	size_t n_columns;
	const struct list_sort *sort;
	size_t n_sorts;
	const struct list_filter *filter;
	size_t n_filters;
};
const struct list_def *screens_list(const struct screens *s, const char *name);
size_t screens_lists(const struct screens *s, const struct list_def *const **out); /* by menu, then name */
/* A listing ready to run: sort and filter by index (-1 none). */
struct listing list_listing(const struct list_def *d, int sort, int filter);

#endif
