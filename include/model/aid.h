/* Aid (DOMAIN §1.2, §8): the way of a payment, and the closing of a term's list.
 *
 * applied → reviewed → posted → locked → reported → paid; from applied, reviewed, posted also rejected; from reported,
 * paid also returned (the money came back); returned → reported or backpaid; rejected → applied; one step back is
 * allowed up to posted (reviewed → applied, posted → reviewed). An aid with backpay goes reviewed/posted → reported or
 * backpaid without the lock. Anything else is refused: AID_MOVE {1}=from {2}=to {3}=what is allowed now,
 * bar-separated. Each state has its date column (applied_on … paid_on, also for backpaid), filled with the day of the
 * move where blank. rejected and returned need a reason (AID_REASON); posted needs posted_to not before posted_on, by
 * default threshold aid_posting_days; no step is of a day before the step before it (DATE_ORDER); to lock, the posting
 * must be over (AID_POSTING {1}=posted_to). paid and backpaid need an amount unless the item is in kind (AID_AMOUNT).
 * elsewhere needs proof (AID_PROOF). The table's rule says the same of a form and an import: a new record may arrive in
 * any state it has the facts for.
 *
 * The same item twice for one person and term, not rejected: AID_TWICE {1}=item {2}=term, refused whoever writes.
 * A locked term: TERM_LOCKED before anything else (the database's own trigger says so too), see 0003_students.sql for
 * what still moves. The lock itself comes off by aid_unlock alone: undo and the bin are refused with the same word. */
#ifndef MODEL_AID_H
#define MODEL_AID_H

#include "base/err.h"
#include "base/term.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

bool aid_may_move(const char *from, const char *to, bool backpay);
const char *aid_moves(const char *from, bool backpay); /* bar-separated, likeliest first; "" for what is no state */

struct aid_step {
	const char *to, *on;               /* state; a day */
	const char *posted_to, *posted_at; /* of posted; NULL or "": by the rule, none */
	const char *reason;                /* of rejected, returned */
};
int aid_move(struct office *o, int64_t aid, const struct aid_step *step, struct err *e); /* action aid.STATE */
/* Many at once, one transaction. Those whose state does not allow it stay as they are and are counted. */
struct aid_moved {
	int moved, stayed;
};
int aid_move_many(struct office *o, const int64_t *aid, size_t n, const struct aid_step *step, struct aid_moved *out,
		  struct err *e);

/* Makes the applications for entitlements nobody applied for yet (model/coverage.h): state applied, the item's
 * standard, applied `on` that day; where the term is locked they are back-payments, state reviewed. One transaction,
 * 'aid.apply'. */
struct aid_due {
	int64_t person, item;
	int64_t amount; /* fen, 0: in kind */
};
int aid_apply(struct office *o, const char *term, const char *on, const struct aid_due *due, size_t n, int *made,
	      struct err *e);

/* Locks the list: posted → locked, then nothing changes but the payment. What is not posted yet stays behind and is
 * counted: it goes on as it is only after unlocking. TERM_LOCKED_ALREADY, TERM_EMPTY. Unlocking needs a reason
 * (UNLOCK_REASON) and brings locked back to posted; TERM_NOT_LOCKED. */
struct aid_lock_counts {
	int locked, behind;
};
int aid_lock(struct office *o, const char *term, struct aid_lock_counts *out, struct err *e);
/* What it would count, and whether the term may be locked at all (AID_POSTING too): nothing is written. */
int aid_lock_would(struct office *o, const char *term, struct aid_lock_counts *out, struct err *e);
int aid_unlock(struct office *o, const char *term, const char *reason, struct err *e);
bool aid_is_locked(struct office *o, const char *term);

/* The terms with any aid or lock, newest first, and how far each list is. free(). */
struct aid_term {
	char term[TERM_BYTES];
	char locked_on[11], locked_by[64]; /* "" if it is open */
	int all, waiting, posted, locked, reported, paid,
		back; /* waiting: applied, reviewed; back: rejected, returned */
	int late;     /* of all: back-payments */
};
int aid_terms(struct office *o, struct aid_term **out, size_t *n, struct err *e);

/* The condition of an item as a sentence, from its words: {1} stages … words.ini says it; here the parts. See
 * screen/aid_text.h. */

#endif
