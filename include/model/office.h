/* One open office: the database, who sits at the keyboard, which village, and what "all" means to them. Every function
 * of model/ takes it first. It is the only way for a higher room to reach the data. */
#ifndef MODEL_OFFICE_H
#define MODEL_OFFICE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct stage;
struct aid_item_def;

/* Does a record still fail a rule ("blank:COLUMN" or one of checks.ini)? The rules live in a higher room, which hands
 * this over. All records are asked about at once: a rule that many name is run once. */
enum still { STILL_UNKNOWN /* no such rule now, or none of this year */, STILL_FAILS, STILL_PASSES };
struct still_ask {
	const char *rule, *tbl;
	int64_t row; /* of a row that is missing, its household */
	enum still answer;
};
typedef int finding_still_fails(void *arg, struct still_ask *ask, size_t n, struct err *e);

enum scope { SCOPE_VILLAGE, SCOPE_MINE }; /* all households of the village (0: of the file), or those paired with me */

struct office {
	struct db *db;
	int64_t me;      /* cadre id, 0 not said yet */
	int64_t village; /* place id, 0: the whole file */
	enum scope scope;
	bool read_only;
	finding_still_fails *still; /* NULL: nobody knows the rules, and nothing is proposed */
	void *still_arg;
	struct roster_words *roster;         /* model/roster.h: how lists are compared; NULL: as they are written */
	const struct aid_item_def *aid_item; /* what a new office begins with */
	size_t n_aid_items;
	const struct stage *stage; /* the ladder of schooling, first to last */
	size_t n_stages;
	const struct office_source *source; /* NULL: what is not set is not there */
	void *source_arg;
	bool asked_stages, asked_aid_items;
	int64_t told_done, told_all; /* office_tell */
};

enum office_mode { OFFICE_EXISTING, OFFICE_CREATE, OFFICE_READ_ONLY };
int office_open(struct office **out, const char *path, enum office_mode mode, struct err *e);
/* How far the upgrade of an older file is, which office_open makes: pages copied of all, all of all while the copy is
 * looked through, 0 of 0 while it is migrated. For the whole process. */
void office_tell_upgrade(void (*told)(void *arg, int done, int all), void *arg);
void office_close(struct office **o);
const char *office_path(const struct office *o);
bool office_is_file(const struct office *o, const char *path); /* the database itself: never to be written over */
bool office_is_empty(struct office *o);                        /* no household, no cadre: the first-run choice is due */

/* Kept in table setting, so that the next start finds them. */
int office_set_me(struct office *o, int64_t cadre, struct err *e);
int office_set_village(struct office *o, int64_t place, struct err *e);
bool office_has_villages(struct office *o);  /* households of more than one */
bool office_sees_villages(struct office *o); /* the scope is all of them, or a place that holds several */
/* The villages one looks after, the one that is set among them, by name: at most `most`; how many. None where the file
 * has households of one village alone: there is nothing to choose. */
struct office_village {
	int64_t place;
	char name[96];
};
size_t office_villages(struct office *o, struct office_village *out, size_t most);
int office_set_scope(struct office *o, enum scope scope, struct err *e);
int office_setting_set(struct office *o, const char *key, const char *value, struct err *e); /* value NULL removes */
char *office_setting(struct office *o, const char *key); /* caller frees; NULL if unset */
char *office_me_name(struct office *o);                  /* caller frees; "" if unset */
char *office_village_name(struct office *o);

/* A first office by hand: unit, village place, cadre (me), the default duty rule (one visit a month). */
int office_found(struct office *o, const char *unit, const char *village, const char *cadre, struct err *e);

/* Labels with a role, from screens/choices.ini: "relation.head", "visit.round", "mode.house", "place.village" ... */
void office_set_role(struct office *o, const char *role, const char *label);
const char *office_role(struct office *o, const char *role);

/* Limits of rules, from screens/threshold.ini: what holds where table `threshold` says nothing. Asking for one: the
 * line of the nearest place on that day (store/threshold.h); false: nobody knows the key. */
void office_set_threshold(struct office *o, const char *key, double value);
bool office_threshold(struct office *o, const char *key, int64_t place, const char *day, double *value);

/* The lines of aid (model/aid_item.h) office_found puts in: belong to the caller and outlive the office. */
void office_set_aid_items(struct office *o, const struct aid_item_def *item, size_t n);

/* The ladder of school stages (model/enrolment.h), from screens/stages.ini: belongs to the caller and outlives the
 * office. */
void office_set_stages(struct office *o, const struct stage *stage, size_t n);

/* Where roles, limits, lines of aid and stages come from, each when it is first asked for, instead of being set: main
 * has it of screens/. It outlives the office. What is set by hand wins. */
struct office_source {
	const char *(*role)(void *arg, const char *role); /* NULL: nobody knows it */
	void (*thresholds)(void *arg);                    /* sets them */
	size_t (*stages)(void *arg, const struct stage **out);
	size_t (*aid_items)(void *arg, const struct aid_item_def **out);
};
void office_set_source(struct office *o, const struct office_source *source, void *arg);
size_t office_stages(struct office *o, const struct stage **out);
size_t office_aid_items(struct office *o, const struct aid_item_def **out);

/* Groups several saves into one transaction of the journal ("import"). As db_begin / db_commit / db_rollback. */
int office_begin(struct office *o, const char *action, struct err *e);
int office_commit(struct office *o, struct err *e);
void office_rollback(struct office *o);
bool office_changed_outside(struct office *o);  /* another program wrote since last asked */
bool office_wants_rest(const struct office *o); /* there is tidying for a moment without keys: office_rest */
void office_rest(struct office *o);

/* Store jobs for the rooms that may not include store/. As store/backup.h and store/search.h, store/guard.h say. */
int office_backup(struct office *o, const char *path, struct err *e);
int office_backup_now(struct office *o, char path[512], struct err *e);
int office_backup_daily(struct office *o, bool *made, char path[512], struct err *e);
bool office_backup_is_due(struct office *o, long long *bytes);
bool office_backup_left(struct office *o);
void office_backup_sweep(struct office *o);
int office_restore(const char *copy, const char *path, char kept[512], struct err *e);
int office_verify(struct office *o, void (*found)(void *arg, const char *word, const char *what, bool mendable),
		  void *arg, struct err *e);
int office_check_sql(struct office *o, const char *sql, struct err *e); /* the linter's: behind the guard */
/* `stop` is asked at most every `every_ms` of SQLite's work (and of office_tell); true ends it with ERR_CANCEL. NULL to
 * end. */
void office_set_progress(struct office *o, bool (*stop)(void *), void *arg, int every_ms);
int64_t office_saves(const struct office *o); /* transactions that wrote something, since it was opened */
/* Work over the whole of a large file is ahead: more of it is kept in memory, until false gives it back. */
void office_large(struct office *o, bool large);
/* Anywhere in long work: how far it is, for the one who waits. all 0: unknown. Cheap; whether to go on is told by the
 * next query, or by office_stop_wanted. */
void office_tell(struct office *o, int64_t done, int64_t all);
bool office_stop_wanted(struct office *o);
/* The linter and import ask whether a column is there and what it holds: 'T' 'I' 'R', 0 if there is none. *refers, if
 * not NULL, gets the table it points at or "". */
char office_column(struct office *o, const char *table, const char *column, const char **refers);

#endif
