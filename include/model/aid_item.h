/* The lines of aid an office begins with (DOMAIN §8), from screens/aid_items.ini. They are put in once, when the office
 * is founded; from then on every row is the office's own. */
#ifndef MODEL_AID_ITEM_H
#define MODEL_AID_ITEM_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct aid_amount {
	const char *from; /* month it holds from, until the next; "": from ever */
	int64_t amount;   /* fen a term; 0: in kind, or by contract */
};
/* Texts are labels of choices.ini or ""; lists of them are bar-separated. Blank holds for all. */
struct aid_item_def {
	const char *key, *name, *kind, *eligible, *note;
	const char *stages, *grades, *groups;
	int boarder; /* 1 boarders, 0 day pupils, −1 both */
	int season;  /* 1 spring, 2 autumn, 0 both */
	bool on_request;
	const struct aid_amount *amount; /* one row of aid_item each */
	size_t n_amounts;
};

/* Inside the caller's transaction. */
int aid_items_put(struct office *o, const struct aid_item_def *item, size_t n, struct err *e);

#endif
