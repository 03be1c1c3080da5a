/* The sample village: something of everything, in the state a first secretary would find it in on any day. */
#ifndef MODEL_DEMO_H
#define MODEL_DEMO_H

#include "base/err.h"
#include "model/aid_item.h"
#include "model/campaign.h"
#include "model/office.h"

#include <stddef.h>

/* Every word of the village comes from screens/demo.ini, [words]: one key a list, its items separated by |. X(name,
 * key, least): the list, its key, and how many items it needs. The order of items has a meaning where a comment says
 * so. */
/* clang-format off */
#define DEMO_LISTS(X)                                                                                                  \
	X(PLACES, "places", 3)             /* county, township, village */                                             \
	X(LEVELS, "levels", 3)             /* labels of those three */                                                 \
	X(GROUPS, "groups", 5)                                                                                         \
	X(UNITS, "units", 3)               /* the first sends the village team */                                      \
	X(UNIT_KINDS, "unit_kinds", 3)                                                                                 \
	X(AFFILIATIONS, "affiliations", 1)                                                                             \
	X(CADRES, "cadres", 12)            /* the first sits at the keyboard; the last three are leaders */            \
	X(POSTS, "posts", 12)              /* of those twelve */                                                       \
	X(ROLES, "roles", 3)               /* labels: responsible cadre, first secretary, leader */                    \
	X(HEADS, "heads", 23)              /* heads of household */                                                    \
	X(SURNAMES, "surnames", 6)         /* of those who married in */                                               \
	X(MEN, "men", 10)                  /* given names */                                                           \
	X(WOMEN, "women", 10)                                                                                          \
	X(DOTTED, "dotted", 4)             /* names for the family of the head whose name has a dot: men, then women */ \
	X(SEXES, "sexes", 2)               /* male, female */                                                          \
	X(RELATIONS, "relations", 9)       /* head spouse son daughter father mother grandson granddaughter son's wife */ \
	X(ID_KINDS, "id_kinds", 2)         /* resident ID, disability certificate */                                   \
	X(ETHNICITIES, "ethnicities", 2)   /* the second: the family with the dotted name */                           \
	X(POLITICS, "politics", 3)         /* citizen, Youth League, Party */                                          \
	X(EDUCATION, "education", 4)       /* rising */                                                                \
	X(SCHOOLING, "schooling", 12)      /* below school age, preschool, primary, 3 × junior, 2 × senior, vocational, 3 × college */ \
	X(SCHOOLS, "schools", 6)           /* preschool, primary, junior, senior, vocational, college */               \
	X(STAGES, "stages", 6)             /* labels of those */                                                       \
	X(ATTENDANCE, "attendance", 3)     /* day, boarding, taught at home */                                         \
	X(HEALTH, "health", 4)             /* healthy, chronic, grave illness, disabled */                             \
	X(ILLNESSES, "illnesses", 1)                                                                                   \
	X(LABOUR, "labour", 5)             /* ordinary, skilled, weak, lost, none */                                   \
	X(WORK_AREAS, "work_areas", 2)                                                                                 \
	X(WORK_PLACES, "work_places", 3)                                                                               \
	X(PUBLIC_JOBS, "public_jobs", 2)                                                                               \
	X(DIBAO, "dibao", 2)               /* none, rural */                                                           \
	X(TEKUN, "tekun", 2)                                                                                           \
	X(STANDARDS, "standards", 1)                                                                                   \
	X(HOUSEHOLD_TYPES, "household_types", 1)                                                                       \
	X(ATTRS, "attrs", 3)               /* ordinary, dibao, tekun */                                                \
	X(STATUSES, "statuses", 1)                                                                                     \
	X(MONITOR_TYPES, "monitor_types", 1)                                                                           \
	X(CAUSES, "causes", 5)             /* illness, disability, schooling, no skill, no labour */                   \
	X(BANKS, "banks", 1)                                                                                           \
	X(ARCHIVES, "archives", 1)                                                                                     \
	X(ROADS, "roads", 2)                                                                                           \
	X(FUELS, "fuels", 2)                                                                                           \
	X(WATER, "water", 1)                                                                                           \
	X(LIVESTOCK, "livestock", 3)                                                                                   \
	X(APPLIANCES, "appliances", 2)                                                                                 \
	X(GOALS, "goals", 2)                                                                                           \
	X(PLANS, "plans", 4)                                                                                           \
	X(MEASURE_KINDS, "measure_kinds", 4)                                                                           \
	X(PROJECTS, "projects", 4)         /* of those kinds; likewise the next */                                     \
	X(SCALES, "scales", 4)                                                                                         \
	X(EFFECTS, "effects", 4)                                                                                       \
	X(VISIT_KINDS, "visit_kinds", 4)   /* the first: the leaders' round */                                         \
	X(VISIT_MODES, "visit_modes", 2)   /* at the house, phone */                                                   \
	X(VISIT_TEXTS, "visit_texts", 8)                                                                               \
	X(GOODS, "goods", 3)                                                                                           \
	X(AREAS, "areas", 2)               /* of a school: in the town, outside the county */                          \
	X(PROOFS, "proofs", 1)             /* of a school elsewhere */                                                 \
	X(POSTED_AT, "posted_at", 1)       /* where lists hang */                                                      \
	X(WAYS, "ways", 2)                 /* of telling a family */                                                   \
	X(DROPOUT, "dropout", 5) /* how found, why, way, result, what was said */ \
	X(LESSONS, "lessons", 2)                                                                                       \
	X(FINDING_LEVELS, "finding_levels", 3)                                                                         \
	X(FINDING_CATEGORIES, "finding_categories", 3)                                                                 \
	X(FINDING_TEXTS, "finding_texts", 6) /* of each: the two open ones first */                                    \
	X(FINDING_MEASURES, "finding_measures", 2)                                                                     \
	X(REVIEW_SECTIONS, "review_sections", 2)                                                                       \
	X(REVIEW_RESULTS, "review_results", 2) /* complete, has gaps */                                                \
	X(WAIVER_REASONS, "waiver_reasons", 1)                                                                          \
	X(SELF_GROUPS, "self_groups", 3)   /* labels of the self-check */                                               \
	X(SELF_ITEMS, "self_items", 3)     /* one of each group */                                                      \
	X(SELF_GAPS, "self_gaps", 2)       /* what is missing, what is done about it */                                 \
	X(EVIDENCE, "evidence", 3)         /* on the ticks of a campaign */                                            \
	X(MEETING_KINDS, "meeting_kinds", 3)                                                                           \
	X(MEETING_TOPICS, "meeting_topics", 3)                                                                         \
	X(DOCUMENTS, "documents", 3)                                                                                   \
	X(RISKS, "risks", 1)                                                                                           \
	X(CLUE_SOURCES, "clue_sources", 1)                                                                             \
	X(MEASURE_STATES, "measure_states", 1)                                                                         \
	X(PAPER_KINDS, "paper_kinds", 2)   /* types of evidence */                                                     \
	X(JOINED_REASONS, "joined_reasons", 2) /* born, married in */                                                  \
	X(COUNTIES, "counties", 2)         /* two poor counties */                                                     \
	X(TRAINING_KINDS, "training_kinds", 11) /* labels: the eight of the reports, heads of schools, teachers, cadres */ \
	X(TRAINING_TOPICS, "training_topics", 11) /* of those kinds */                                                  \
	X(PROJECT_KINDS, "project_kinds", 7) /* labels: buildings, equipment, computers, desks, books, standard schools, dormitories */ \
	X(PROJECT_NAMES, "project_names", 7) /* of those kinds; likewise the next */                                    \
	X(QUANTITIES, "quantities", 7)                                                                                 \
	X(UPKEEP, "upkeep", 4)             /* in order, not in order, what was wrong, what was done */                  \
	X(PUBLICITY_KINDS, "publicity_kinds", 4)                                                                       \
	X(OUTLETS, "outlets", 4)           /* of those kinds; likewise the next */                                      \
	X(STORIES, "stories", 4)                                                                                       \
	X(SCHEME, "scheme", 4)             /* kind of paper, its title, its number, the units consulted */              \
	X(ADOPTED, "adopted", 2)           /* numbers of the counties' own papers */                                    \
	X(TEACHERS, "teachers", 4)         /* who teach at home and go to see families */                              \
	X(SECONDMENT_KINDS, "secondment_kinds", 2)                                                                     \
	X(SECONDED, "seconded", 3)         /* teachers */                                                              \
	X(SUBJECTS, "subjects", 3)         /* theirs */                                                                \
	X(POSITIONS, "positions", 4)       /* head, deputy, member, liaison */                                          \
	X(DUTIES, "duties", 4)             /* of those */                                                              \
	X(FILINGS, "filings", 4)           /* what was put in order, each time */                                       \
	X(UNIT_PLANS, "unit_plans", 3)                                                                                 \
	X(UNIT_PLANS_HOW, "unit_plans_how", 3) /* of those */                                                           \
	X(HOUSE_PLANS, "house_plans", 3)   /* need, goal, measures */                                                   \
	X(MONTHLY, "monthly", 1)           /* what a monthly report says */                                            \
	/* of model/generate.h: hanzi one after the other, the common ones first */                                    \
	X(MANY_SURNAMES, "many_surnames", 1)                                                                           \
	X(MANY_MEN, "many_men", 1)                                                                                     \
	X(MANY_WOMEN, "many_women", 1)                                                                                 \
	X(MANY_PLACES, "many_places", 1)                                                                               \
	X(MANY_LEVELS, "many_levels", 5)   /* labels: province city county township village */                         \
	X(MANY_SUFFIXES, "many_suffixes", 6) /* of their names; the last: of a hamlet */                               \
	X(MANY_GROUPS, "many_groups", 8)                                                                               \
	X(MANY_CAUSES, "many_causes", 11)                                                                              \
	X(MANY_SCHOOLS, "many_schools", 6) /* preschool, primary, junior, senior, vocational, college: what follows the place */
/* clang-format on */

enum demo_list_name {
#define DEMO_NAME(name, key, least) WORDS_##name,
	DEMO_LISTS(DEMO_NAME)
#undef DEMO_NAME
		WORDS_COUNT
};
struct demo_list {
	const char *const *item;
	size_t n;
};
/* All strings belong to the caller and outlive the call. Campaigns are found by key: spring, summer, autumn, winter;
 * one that is not there is left out. */
struct demo_words {
	struct demo_list list[WORDS_COUNT];
	const struct campaign_template *campaign;
	size_t n_campaigns;
	const struct aid_item_def *aid_item;
	size_t n_aid_items;
};
const char *demo_list_key(enum demo_list_name name); /* "places" … */
size_t demo_list_least(enum demo_list_name name);    /* how many items it needs */

/* Fills an empty office and makes the first cadre `me`. Everything is relative to today and repeats exactly. One
 * transaction, action 'demo'. What the picture holds: 23 households; this month 15 visited, 8 owed: 5 due, 2 overdue
 * (last month missed), 1 never visited (two months missed); 6 handbook gaps in 4 households; 2 findings open, 1 of them
 * late; 3 students untold; the last term's aid list closed, with one child enrolled after it (a back-payment to make),
 * two pupils whose money nobody applied for, one list hanging out, one student aided elsewhere, a child taught at home
 * with its plan; spring and summer closed, autumn past its end and open, winter running with 1 task overdue; one
 * monitoring case with a step late; one woman who stands in two households; papers of one household;
 * a year of the office's registers with two poor counties beside the own one, one monthly report missing; a loan, a
 * late grant to a student, the three waivers. DEMO_NOT_EMPTY; DEMO_WORDS {1} = key of a list that is too short. */
enum { DEMO_HOUSEHOLDS = 23, DEMO_CADRES = 12 };
int demo_fill(struct office *o, const struct demo_words *w, struct err *e);

#endif
