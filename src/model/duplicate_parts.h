/* Between duplicate.c, which walks the registry, duplicate_spool.c, which lays it aside in parts, duplicate_block.c,
 * which proposes pairs within a part, and duplicate_like.c, which asks for one person. */
#ifndef MODEL_DUPLICATE_PARTS_H
#define MODEL_DUPLICATE_PARTS_H

#include "base/err.h"
#include "model/duplicate.h"
#include "model/duplicate_score.h"
#include "store/db.h"

struct crowd {
	struct someone *item;
	size_t n, cap;
};
struct someone *crowd_add(struct crowd *p); /* all zero: someone_set is next */
void crowd_clear(struct crowd *p);          /* its room is kept */
void crowd_release(struct crowd *p);
/* One of a row of PEOPLE_SQL. */
void crowd_take(struct someone *one, struct stmt *s);

#define PEOPLE_SQL \
	"SELECT p.id, p.household_id, coalesce(h.place_id, 0), p.name, coalesce(p.id_no, p.disability_cert_no)," \
	" p.birth, CASE p.sex WHEN role('sex.male') THEN 1 WHEN role('sex.female') THEN 2 ELSE 0 END," \
	" p.left_on IS NOT NULL AND p.left_on <= today()" \
	" FROM person p JOIN household h ON h.id = p.household_id WHERE p.deleted_on IS NULL AND h.deleted_on IS NULL"

/* Two who may be one, each pair once. `arg` is the caller's; nonzero ends the walk and is handed back. */
typedef int duplicate_pair(void *arg, const struct someone *a, const struct someone *b);
/* `step` is called now and then within a long walk, nonzero ends it too. */
struct duplicate_walk {
	duplicate_pair *pair;
	int (*step)(void *arg);
	void *arg;
};
int duplicate_walk_numbers(const struct crowd *p, const struct duplicate_walk *w); /* who share an ID */
int duplicate_walk_names(const struct crowd *p, const struct duplicate_walk *w);   /* of one sound, without those */

/* People laid aside in files nobody else sees, so that all who share a key are in one part. */
struct spool;
struct spool *spool_open(size_t parts); /* NULL: no room for files */
void spool_close(struct spool **s);
bool spool_put(struct spool *s, const struct someone *one, uint64_t key, bool names);
bool spool_read(struct spool *s, size_t part, struct crowd *p); /* in the order they were put */

/* Fills what is shown of a pair. */
int duplicate_tell(struct office *o, struct duplicate *d, struct err *e);
int duplicate_by_score(const void *a, const void *b);

#endif
