/* Who is who over up to ROSTER_SIDES lists: the three steps of model/roster.h over entries that were cleaned before.
 * Pure. Grouped by sorted keys and hashes, never all against all.
 *
 * Twins have one birth, one village and neighbouring numbers: what holds them apart is the name, so nothing links by
 * itself without an equal name, but an equal sound ID. Two sound IDs that differ are never linked by themselves. */
#ifndef MODEL_ROSTER_MATCH_H
#define MODEL_ROSTER_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum match_id {
	MATCH_ID_NONE,   /* blank, a placeholder, or nothing that could be a number */
	MATCH_ID_SOUND,  /* 18 with the right check digit and a real birth */
	MATCH_ID_OLD,    /* written with 15 digits: what became of it is no stronger than a damaged one */
	MATCH_ID_LOST,   /* the first `kept` characters are true */
	MATCH_ID_MASKED, /* '*' stands for what is not told */
	MATCH_ID_BAD     /* something in it is wrong */
};
#define MATCH_ID_BYTES 20
struct match_entry {
	const char *name;    /* as compared, "" none; the caller's */
	const char *village; /* as compared, "" not known; the caller's */
	char id[MATCH_ID_BYTES];
	char birth[11]; /* of a sound ID its own, else as the list says, else as the number says; "" none */
	char sex;       /* 'M' 'F' 0 */
	unsigned char state, side, kept;
};
/* Reads the ID; fills birth and sex from it where it is sound, and a birth that is blank where it is not. Birth and sex
 * of the list are set before. */
void match_entry_id(struct match_entry *e, const char *id_no, const char *today);

/* What is left of two IDs: do they tell the same? UNKNOWN: one is missing, or too little is left. */
enum match_rest { REST_CONTRADICTS, REST_UNKNOWN, REST_AGREES };
enum match_rest match_rest(const struct match_entry *a, const struct match_entry *b);

/* What a person has said: entry a and entry b are one, or are two. */
struct match_said {
	size_t a, b;
	bool same;
};
struct match_suspicion {
	size_t a, b; /* groups, a < b */
};
struct match_result {
	size_t *group; /* of each entry; numbered in the order of their first entries */
	size_t n_groups;
	struct match_suspicion *suspicion; /* sorted; each pair once */
	size_t n_suspicions;
};
/* Asked every few hundred entries whether to stop (`stop` NULL: never). */
struct match_course {
	bool (*stop)(void *arg);
	void *arg;
	unsigned asked;
	bool stopped;
	size_t sides; /* lists there are, where the entries are only some of them; 0: those of the entries */
};
/* Where it was stopped there is no result to use, only to release. */
void roster_match(const struct match_entry *entry, size_t n, const struct match_said *said, size_t n_said,
		  struct match_course *course, struct match_result *out);
void match_result_release(struct match_result *r);

#endif
