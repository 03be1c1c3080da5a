/* The distinct keys of a text as they stand in search_key, and when a text is borne. */
#ifndef STORE_SEARCH_INDEX_H
#define STORE_SEARCH_INDEX_H

#include "store/db.h"

#define SEARCH_KEYS_MOST 1100 /* of a text: 33 for each of its 32 characters */

struct search_keys {
	char *key[SEARCH_KEYS_MOST]; /* '^' before what begins with the first character */
	int n;
};
void search_keys_make(struct search_keys *k, const char *text);
void search_keys_release(struct search_keys *k);

/* The number a query of one row gives; ?1 is `bound`. Unlike db_int it says when it could not ask. */
int search_number(struct db *db, const char *sql, int64_t bound, int64_t *out, struct err *e);

/* SQL: does any row bear the text x? */
#define SEARCH_BORNE(x) \
	"(EXISTS (SELECT 1 FROM person WHERE name = " x ")" \
	" OR EXISTS (SELECT 1 FROM household WHERE head_name = " x ")" \
	" OR EXISTS (SELECT 1 FROM household WHERE village_group = " x ")" \
	" OR EXISTS (SELECT 1 FROM household WHERE natural_village = " x ")" \
	" OR EXISTS (SELECT 1 FROM place WHERE name = " x ")" \
	" OR EXISTS (SELECT 1 FROM place WHERE natural_village = " x "))"
/* SQL: each text that is borne, once. */
#define SEARCH_TEXTS \
	"SELECT name AS text FROM (SELECT DISTINCT name FROM person)" \
	" UNION SELECT head_name FROM household WHERE head_name IS NOT NULL" \
	" UNION SELECT village_group FROM household WHERE village_group IS NOT NULL" \
	" UNION SELECT natural_village FROM household WHERE natural_village IS NOT NULL" \
	" UNION SELECT name FROM place UNION SELECT natural_village FROM place WHERE natural_village IS NOT NULL"

#endif
