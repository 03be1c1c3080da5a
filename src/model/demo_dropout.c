/* A child of whom villagers say that it has left school: a case, one talk, the next one agreed. */
#include "model/demo_parts.h"

enum { FOUND, WHY, WAY, RESULT, SAID };
enum { STAGE_JUNIOR = 2, FOUND_DAYS = 10, TALKED_DAYS = 5, NEXT_DAYS = 9 };

/* The last junior student who is well. */
static const struct demo_person *whom(const struct demo *d)
{
	for (int i = d->persons - 1; i >= 0; i--)
		if (d->person[i].stage == STAGE_JUNIOR && !d->person[i].disabled && d->person[i].age < 15)
			return &d->person[i];
	return NULL;
}

void demo_dropout(struct demo *d)
{
	const struct demo_person *p = whom(d);
	char found[11], talked[11], next[11];

	if (!p || d->failed)
		return;
	demo_day(FOUND_DAYS, found);
	demo_day(TALKED_DAYS, talked);
	demo_day(-NEXT_DAYS, next);
	demo_begin(d, "dropout");
	demo_int(d, "person_id", p->id);
	demo_text(d, "found_on", found);
	demo_label(d, "source", WORDS_DROPOUT, FOUND);
	demo_label(d, "reason", WORDS_DROPOUT, WHY);
	demo_label(d, "school", WORDS_SCHOOLS, STAGE_JUNIOR);
	int64_t id = demo_save(d);
	demo_begin(d, "persuasion");
	demo_int(d, "dropout_id", id);
	demo_text(d, "talked_on", talked);
	demo_label(d, "by_whom", WORDS_TEACHERS, 0);
	demo_label(d, "way", WORDS_DROPOUT, WAY);
	demo_label(d, "content", WORDS_DROPOUT, SAID);
	demo_label(d, "result", WORDS_DROPOUT, RESULT);
	demo_text(d, "next_on", next);
	demo_save(d);
}
