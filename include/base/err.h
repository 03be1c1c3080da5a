/* Errors that a person can act on.
 *
 * A function that can fail returns 0 or -1 and takes a `struct err *` as its last argument. It may be NULL when the
 * caller does not care why. The struct holds no allocated memory: copy it, drop it, keep it on the stack.
 *
 * base, store and model know no language: an error names a word of screens/words.ini (`error.ID_CHECKSUM` is named by
 * "ID_CHECKSUM") and up to three arguments that stand for {1} {2} {3} in it. screen/words.h makes the sentence. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_code {
	ERR_NONE = 0,
	ERR_INVALID,  /* what was given breaks a rule; `field` names the column if it was one */
	ERR_CONFLICT, /* somebody else saved in between, or a locked thing was to be changed */
	ERR_MISSING,  /* a record, file or key that is not there */
	ERR_BUSY,     /* another program holds the database */
	ERR_IO,       /* disk, permission, damage */
	ERR_FORMAT,   /* a file that is not what it claims to be */
	ERR_CANCEL,   /* the person stopped it */
	ERR_INTERNAL  /* ours */
};

#define ERR_ARGS 3
#define ERR_ARG_BYTES 256

struct err {
	enum err_code code;
	char word[48];  /* key in words.ini without the "error." section prefix */
	char field[64]; /* column it is about, or "" */
	char arg[ERR_ARGS][ERR_ARG_BYTES];
};

/* Fills `e` (if not NULL) and returns -1, so that `return err_set(e, ...)` reads well. The arguments after `word` are
 * `const char *`, at most three, ended by NULL; use the macro, which adds it. Long arguments are cut at a character. */
int err_set_(struct err *e, enum err_code code, const char *word, ...) __attribute__((sentinel));
#define err_set(e, code, ...) err_set_((e), (code), __VA_ARGS__, (char *)0)

/* As err_set, for one column of a record. */
int err_field_(struct err *e, const char *field, const char *word, ...) __attribute__((sentinel));
#define err_field(e, field, ...) err_field_((e), (field), __VA_ARGS__, (char *)0)

/* Makes `e` "no error". */
void err_clear(struct err *e);

/* Our own mistake: runs the hook (which ends curses), says where, aborts. */
_Noreturn void bug_(const char *file, int line, const char *what);
#define BUG(what) bug_(__FILE__, __LINE__, (what))
extern void (*bug_hook)(void);

#endif
