/* What the files of the household's page share. Nobody else includes it. */
#ifndef TUI_HOUSEHOLD_INTERNAL_H
#define TUI_HOUSEHOLD_INTERNAL_H

#include "item.h"
#include "page.h"
#include "screen/list_def.h"

/* What a row is: an open item, or of the list number i: a record, or the way to the whole list. */
enum { HOUSE_ITEM, HOUSE_LISTS };
#define HOUSE_ROW(i) (HOUSE_LISTS + 2 * (int)(i))
#define HOUSE_ALL(i) (HOUSE_LISTS + 2 * (int)(i) + 1)

struct house {
	int64_t id;
	char *head;
	struct item *item;
	size_t n;
	struct page page;
	bool fresh;
	bool later; /* so far there is only who it is; what is open and the lists are still to be read */
	unsigned facts;

	bool is_doing; /* an open item was begun; when it is no longer open, the next one is offered */
	struct item doing;
	size_t doing_at;

	enum { HOUSE_ASKS_NOTHING, HOUSE_ASKS_WHAT, HOUSE_ASKS_CADRE, HOUSE_ASKS_DAY, HOUSE_ASKS_BIN } asks;
	int64_t asked_id; /* the new cadre, the record to be binned, the person something is added to */
	const char *asked_table;
	char asked_name[96];
};

/* household_page.c: the lists on the page, and their rows. */
extern const char *const house_lists[];
size_t house_lists_count(void);
int house_load_first(struct house *h, struct app *a, struct err *e); /* the first frame: who it is */
int house_load(struct house *h, struct app *a, struct err *e);       /* all of it */
const struct item *house_item(const struct house *h);                /* under the cursor, or NULL */
/* The list and the record of the row under the cursor; NULL where it is none. */
const struct list_def *house_record(const struct house *h, const struct app *a, int64_t *id);
void house_begin(struct house *h, const struct item *it); /* this item is being done */

/* household_ask.c */
unsigned house_ask_add(struct house *h, struct app *a);
unsigned house_ask_cadre(struct house *h, struct app *a);
unsigned house_ask_bin(struct house *h, struct app *a);
unsigned house_answered(struct house *h, struct app *a, const struct answer *ans);

#endif
