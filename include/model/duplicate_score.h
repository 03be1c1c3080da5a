/* Two people side by side: what speaks for their being one. Pure. The reasons and scores are those of
 * model/duplicate.h. */
#ifndef MODEL_DUPLICATE_SCORE_H
#define MODEL_DUPLICATE_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#define SOMEONE_ID 18

struct someone {
	int64_t id, household, place; /* 0 unknown */
	char *name, *sound;           /* as compared; never NULL once set; owned */
	char id_no[SOMEONE_ID + 1];   /* first 18 characters, the 15-digit form made 18; "" none or a placeholder */
	bool old_form;                /* it was written with 15 digits */
	bool whole;                   /* 18 with the right check digit */
	char birth[11];               /* of a whole ID, else as written */
	char sex;                     /* 'M' 'F' of a whole ID, else as given; 0 unknown */
	bool left;
};
/* Fills name, sound, ID, birth and sex; the rest is left as it is. Texts may be NULL. `sex` is 'M', 'F' or 0. */
void someone_set(struct someone *p, const char *name, const char *id_no, const char *birth, char sex);
void someone_release(struct someone *p);
/* 0, or the score; *reason is then static text. */
int duplicate_score(const struct someone *a, const struct someone *b, const char **reason);
/* One character differs, or two neighbours are swapped, in the first n. False if they are equal. */
bool duplicate_one_off(const char *a, const char *b, int n);

#endif
