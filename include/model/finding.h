/* Findings (问题整改销号): a problem is found, rectified, verified, closed. DOMAIN §1.2, §3.9.
 *
 * States and moves (everything else is refused with FINDING_MOVE {1}=from {2}=to {3}=what is allowed now,
 * bar-separated): open → rectified (done_on and measure)   rectified → verified (reviewer, not the owner)   verified →
 * closed rectified → open (the reviewer sends it back)   verified → open   closed → open (it came back: reopened_on)
 * What a state rests on must stand in the record as long as it is in that state: FINDING_DONE_BLANK, FINDING_SAME_HAND.
 * The table's rule says so (finding_rule), so a form or an import that changes `state` by hand is refused alike; a new
 * record may arrive in any state it has the facts for. Going back to open takes done_on, verified_on, closed_on and
 * reviewer away (the journal keeps them); the measure stays. */
#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include "base/err.h"
#include "model/check.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

bool finding_may_move(const char *from, const char *to);
/* The states a finding may go to from here, bar-separated; "" for what is no state. */
const char *finding_moves(const char *from);
/* `by`: reviewer or owner, free text; `on` a day; `note` what was done (the measure when rectified; "" leaves the one
 * that is there), else a line of `note`. FINDING_DONE_BLANK, FINDING_SAME_HAND. One transaction: finding.rectify,
 * finding.verify, finding.close, finding.reopen. */
int finding_move(struct office *o, int64_t finding, const char *to, const char *by, const char *on, const char *note,
		 struct err *e);

/* The same problem named again: same household (or village), no other person, and same rule cell, or same category and
 * same text after NFKC without blanks and punctuation. Adds a notice to the finding that is there (re-opened if
 * closed), else makes one. Every finding has its first notice from its own day, level and source, whoever saved it; the
 * same level and source on the same day is one notice. */
struct finding_new {
	int64_t household, person, place;
	const char *level, *source, *found_on, *category, *content, *due_on;
	int64_t owner;
	const char *rule, *rule_tbl, *rule_field; /* "" if no rule */
	int64_t rule_row;                         /* the row; of a row that is missing, its household */
};
int finding_notice(struct office *o, const struct finding_new *f, int64_t *id, bool *was_there, struct err *e);
/* The same for who knows already which finding it is (*id), or that there is none (0): nothing is searched. */
int finding_notice_known(struct office *o, const struct finding_new *f, int64_t *id, struct err *e);

/* How often it was named. */
int finding_notices(struct office *o, int64_t finding);

/* Findings whose rule passes now (propose closing), and closed ones whose rule fails again (to re-open): of one
 * household, or 0 of all in scope. Who knows the rules is asked (office->still; NULL: nothing is proposed). Rows for
 * the person to accept; nothing is written. free(). */
struct proposal {
	int64_t finding, household;
	bool reopen;
	char text[256];
	char rule[CHECK_RULE_BYTES];
};
int finding_proposals(struct office *o, int64_t household, struct proposal **out, size_t *n, struct err *e);

/* Share of visits this year on which the family knew the policy, per village. */
struct awareness { /* place 0, name "": households without a village */
	int64_t place;
	char name[64];
	int asked, aware;
};
int awareness_list(struct office *o, const char *year, struct awareness **out, size_t *n, struct err *e); /* free() */

#endif
