/* Copies of the whole database by SQLite's backup API, verified (integrity_check and foreign_key_check on the copy)
 * before they count. Daily copies stand beside the database in `backup/` as NAME-YYYY-MM-DD.db, mode 0600, further ones
 * of a day as NAME-YYYY-MM-DD-2.db, -3 … Of the newest day all are kept, of earlier days the last: those of the newest
 * 7 days and of the first day of each of 12 months. A copy is one file (no WAL). A copy before a migration is
 * NAME-before-vN.db and is never rotated. A copy is made in NAME.part, locked by who makes it. Errors: BACKUP_DAMAGED
 * {1}=path {2}=why, FILE_WRITE, DB_FULL. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct db;

int backup_to(struct db *db, const char *path, bool (*progress)(void *arg, int done, int total), void *arg,
	      struct err *e);
/* Once a day; not made if today's is there, or another program makes it. One that fails or is stopped leaves an empty
 * part, which backup_left sees: who hears of the failure takes it away (backup_sweep). */
int backup_daily(struct db *db, bool *made, char path[512], struct err *e);
bool backup_is_due(struct db *db, long long *bytes);          /* backup_daily would make one, of about so many bytes */
int backup_now(struct db *db, char path[512], struct err *e); /* one more, whatever copies there are */
/* Takes away what killed programs left of copies in `backup/`. Every copy made there does it first: of a large one it
 * takes its time. */
void backup_sweep(const char *db_path);
bool backup_left(const char *db_path); /* is there any, or was a daily one not made? */
/* Puts a copy in the place of the database at `path` (closed by the caller). The copy is verified first; the present
 * file is kept as NAME-before-restore-N.db, whose name goes to kept[]. */
int backup_restore(const char *copy, const char *path, char kept[512], struct err *e);

/* `at` is the day of a daily copy, else the moment the file was written. */
struct backup_info {
	char path[512];
	char at[24];
	int nth; /* of its day's copies, from 1; 0: no daily copy */
	long long bytes;
};
int backup_list(const char *db_path, struct backup_info **out, size_t *n, struct err *e); /* newest first; free() */

/* integrity_check, foreign_key_check, journal triggers present, schema as this program would make it; where all this
 * is in order, what the database keeps beside the facts: the search index, the last visit of each household. Calls
 * `found` with each problem: a word of words.ini, its {1}, and whether store_mend and search_rebuild mend it. Returns
 * the number of problems, -1 on error. Time grows with the data. */
typedef void verify_found(void *arg, const char *word, const char *what, bool mendable);
int store_verify(struct db *db, verify_found *found, void *arg, struct err *e);
/* Makes household_last what the visits say. */
int store_mend(struct db *db, struct err *e);

#endif
