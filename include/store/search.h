/* Find people and households as one types: by any part of a name (hanzi; full pinyin or initials, every usual reading),
 * an ID number's start, end or birth date, a phone's start or end, a household's number, its place or its group.
 *
 * Numbers have no table of their own: ordinary and expression indexes, which SQLite keeps for whoever writes. Texts
 * (names, places, groups) do: `search_text` holds each distinct one, `search_key` the keys that lead to it, a pure
 * function of the text (store/search_keys.h); who bears a text is asked of the indexes of the data. Triggers in plain
 * SQL only note texts that came or may have gone (`search_stale`), so a write by the sqlite3 shell is not forgotten;
 * search_refresh drains that list, and every search drains first. While another program writes, and in a file that may
 * not be written, what is noted is looked at as it stands. So a result is never wrong.
 *
 * What a word finds:
 *   text     any key of a name, group, natural village or place begins with it: 建国 · jianguo · jg · zhangj. A place
 *            stands for what lies within it. Widths, capitals, blanks and dots of names do not matter.
 *   number   digits, - / . between them dropped, perhaps an x at the end: the start of an ID, a disability
 *            certificate, a phone or a household's number; with 4 to 8 digits also their end; with 4 or more the birth
 *            date from its year on (1971, 197102, 19710203); with 4 its month and day.
 * Words separated by blanks must all hold, each for the person or for the household. A person is found if a word holds
 * for the person; a household by itself (person 0) if all words hold for the household: its number, phone, place,
 * groups, and its head's name and ID as long as nobody of that name is among its people. Binned records are not found.
 *
 * One row a person: a household by itself stands aside for people found of it who say the same. Its place all of them
 * say, its phone who has it, its head's name and ID who is the head (the same ID, or the name but for blanks and dots);
 * its number nobody. For a whole match only whole matches say it.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

/* Found things are counted up to here: "500+". Each is a row or two somewhere in the file; of a thousand it would be no
 * frame any more. */
#define SEARCH_COUNTED 500
/* So many are put in order by where they live; of more, those elsewhere stay as the index gives them. */
#define SEARCH_RANKED 40
/* So many households of a cadre, and so many places within a village, are told from the others. */
#define SEARCH_TOLD 2000
/* So many households of both are looked at themselves, however many hits there are elsewhere. */
#define SEARCH_NEAR 4000

struct search_ask {
	const char *words;
	int64_t mine;    /* cadre whose households of today come first; 0: nobody */
	int64_t village; /* place whose households come next, with what lies within it; 0: none */
	size_t most;     /* at most so many hits are given */
	bool now;        /* these alone, as fast as can be: of many nobody counts the rest */
};
enum search_by { SEARCH_BY_NAME, SEARCH_BY_PLACE, SEARCH_BY_ID, SEARCH_BY_BIRTH, SEARCH_BY_PHONE, SEARCH_BY_NUMBER };
struct hit {
	int64_t household, person; /* person 0: the household itself (by number, place, or head) */
	enum search_by by;         /* what the first word was found in */
};
struct search_found {
	struct hit *hit; /* best first */
	size_t n, total; /* total: exact unless `more`, then at least so many */
	bool more;
	bool counted; /* false: asked for `now`, there are many, and `total` says nothing */
};
/* Order: whole matches, own households, own village, the others; who is found by where he lives alone comes after all
 * who are found by a name or a number. Within each names come before numbers (IDs, phones, births, households'
 * numbers), and these before places and groups; of several words it is added up. Then what begins
 * with the words before what has them later on, then by place and household. A whole match is one of names and numbers:
 * a place is whole for all who live there. Of whole matches names come before numbers wherever they live.
 * A word holds by a whole name or number, else by a name, a number, a place: the first that is there.
 *
 * Of more than SEARCH_RANKED hits the others stay in the order of the index: whole matches, names, numbers, places;
 * then several words are taken for no whole match elsewhere. Own and village people are all looked at, however many
 * there are elsewhere, up to SEARCH_NEAR households, own ones first; of a village that has more (a town) those beyond
 * come as far as the index leads to them, before the others. With fewer `most`, and `now`, the same begins the same
 * way. Never takes longer for more data. search_release frees. No words: nothing found. */
int search_find(struct db *db, const struct search_ask *ask, struct search_found *out, struct err *e);
void search_release(struct search_found *f);

/* Ids of the households (in which somebody) is found, or of the persons, in ascending order, to narrow a list with:
 * at most `most`; *more says that there are others, and the list is to be walked with pinyin_match or whatever it
 * does. `village` 0: everywhere, else only of that place and what lies within it. Free with mem_free. */
int search_households(struct db *db, const char *words, int64_t village, size_t most, int64_t **ids, size_t *n,
		      bool *more, struct err *e);
int search_persons(struct db *db, const char *words, int64_t village, size_t most, int64_t **ids, size_t *n, bool *more,
		   struct err *e);

/* Takes up what was written since. Short work, but for the first time after a bulk import: then it is a rebuild, which
 * asks the db's progress function; cancelled, it is due again. Nothing to do costs one probe. */
int search_refresh(struct db *db, struct err *e);
/* Makes the texts and keys anew, in bounded memory. Not inside a transaction. */
int search_rebuild(struct db *db, struct err *e);
/* The same; `tell` hears how far it is. */
int search_rebuild_telling(struct db *db, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e);
struct search_size {
	int64_t texts, keys, bytes; /* bytes: of the tables and of all indexes that only serve finding */
};
int search_size(struct db *db, struct search_size *out, struct err *e);
/* How many keys or texts are missing or too many, those waiting for search_refresh aside. Reads everything. -1 error.
 */
int64_t search_verify(struct db *db, struct err *e);

/* The order of pinyin: table search_text(id, text, pinyin), one row a distinct text, `pinyin` its first readings in
 * small ASCII letters, index (pinyin, text). A text written since the last search_refresh is not in it.
 * search_pinyin appends that order of any text. */
void search_pinyin(struct buf *out, const char *text);

#endif
