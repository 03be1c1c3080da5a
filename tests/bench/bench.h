/* What the files of the measuring program share: series of times, the table they end up in, and the program and the
 * floor on their terminals. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "screens/tty.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SAMPLES_MOST 2000
#define PATIENCE_MS 6000 /* what is so slow that a series takes longer is measured with fewer keys, and says so */
#define NO_LIMIT (-1.0)
#define TODAY "2020-11-23"

/* ---- measure_report.c ---- */

struct series {
	double ms[SAMPLES_MOST];
	int n;
	size_t bytes;
};

double now_ms(void);
void empty(struct series *s);
void add(struct series *s, double ms, size_t bytes);
double part(struct series *s, int percent); /* sorts it; 0 where it is empty */
double total(const struct series *s);

/* A line of the table. `no` is the gate of PERFORMANCE.md §5, "" for none. Verdicts: goal (reached), ok (the gate
 * holds), OVER. NO_LIMIT where there is none. */
void head(void);
void by_ratio(const char *no, const char *what, struct series *mine, struct series *least, double gate, double goal);
/* The p99 against milliseconds. */
void by_p99(const char *no, const char *what, struct series *mine, struct series *least, double gate, double goal);
enum kind { RATIO, AT_MOST, AT_LEAST /* a ratio, more is better */ };
/* least 0: none */
void by_number(const char *no, const char *what, double mine, double least, const char *unit, enum kind kind,
	       double gate, double goal);
void remark(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- measure_program.c ---- */

extern const char *program, *screens, *floor_program;
extern const char *db, *folder; /* the database that is measured now; where files may be made */
extern long size;               /* its households */

/* Ends the part that runs, not the program. */
_Noreturn void failed(const char *format, ...) __attribute__((format(printf, 1, 2)));
void use(long households, const char *path);
struct tty *start(int rows, int cols);       /* to the end of its work */
struct tty *start_first(int rows, int cols); /* to its first frame */
struct tty *start_floor(const char *mode, int rows, int cols);
void end(struct tty *t);
void end_all(void); /* after a failure */
/* Until the first frame that answers; s and all may be NULL. `all` gets the time until nothing is left to do, and
 * the bytes of s are of that time too. */
void key(struct tty *t, const char *name, struct series *s, struct series *all);
/* Blocks of a key on both, in turns. */
void keys_in_turns(struct tty *t, struct tty *f, const char *name, int n, struct series *s, struct series *least);
/* PgDn, always a whole page: every few of them both go back to the top, outside of the time. */
void pages_in_turns(struct tty *t, struct tty *f, int n, struct series *s, struct series *least);
void run_sql(const char *text);
sqlite3 *open_db(void); /* for reading */
/* What is looked at: all (the whole file), the own village, or the cadre's own households. */
enum view { VIEW_ALL, VIEW_VILLAGE, VIEW_MINE };
void look_at(enum view view);

/* What earlier parts found at this size, for the lines that hold it against the peers; 0: not measured. */
struct known {
	double line_p99, page_p50, find_p99;
};
extern struct known known;

/* ---- parts; each for the database in use ---- */
void measure_start(long small, const char *small_db); /* small 0: none */
void measure_lists(void);
void measure_search(void);
void measure_work(void);
void measure_today(void);
void measure_process(long small, const char *small_db);
void measure_peers(void);
void measure_size(void);

#endif
