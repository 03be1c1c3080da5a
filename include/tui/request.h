/* What a person may ask for. This one list yields the enum, the names used in screens/keys.ini, the function bar, the
 * help screen and the palette, so help can never drift from the keys. */
#ifndef TUI_REQUEST_H
#define TUI_REQUEST_H

/* clang-format off */
#define REQUEST_LIST(X) \
	/* everywhere */ \
	X(QUIT, "quit") X(BACK, "back") X(HELP, "help") X(PALETTE, "palette") X(REDRAW, "redraw") X(SUSPEND, "suspend") \
	X(UNDO, "undo") X(REDO, "redo") \
	/* moving */ \
	X(UP, "up") X(DOWN, "down") X(LEFT, "left") X(RIGHT, "right") X(PAGE_UP, "page-up") X(PAGE_DOWN, "page-down") \
	X(FIRST, "first") X(LAST, "last") X(NEXT_FIELD, "next-field") X(PREV_FIELD, "prev-field") X(NEXT_SECTION, "next-section") \
	X(PREV_SECTION, "prev-section") X(NEXT_ITEM, "next-item") X(PREV_ITEM, "prev-item") \
	/* on what is selected */ \
	X(OPEN, "open") X(NEW, "new") X(EDIT, "edit") X(BIN, "bin") X(RESTORE, "restore") X(HISTORY, "history") X(TABLE, "table") X(TICK, "tick") \
	X(TICK_ALL, "tick-all") X(EVIDENCE, "evidence") X(LOG_VISIT, "log-visit") X(REPEAT_VISIT, "repeat-visit") X(HANDBOOK, "handbook") \
	X(HOUSEHOLD, "household") X(CHANGE_CADRE, "change-cadre") X(START_CAMPAIGN, "start-campaign") X(CLOSE_CAMPAIGN, "close-campaign") \
	X(MERGE, "merge") X(NOT_SAME, "not-same") X(PREV_YEAR, "prev-year") X(NEXT_YEAR, "next-year") \
	X(MOVE, "move") X(REVIEW, "review") X(SEEN, "seen") X(FINE, "fine") X(PROBLEM, "problem") \
	X(OURS, "ours") X(THEIRS, "theirs") X(IGNORE, "ignore") X(LOCK, "lock") X(TELL, "tell") X(VERIFY, "verify") \
	X(COMPARE, "compare") X(WAIVE, "waive") X(MAKE_FINDING, "make-finding") \
	/* lists */ \
	X(EXPORT, "export") X(FIND, "find") X(PATH, "path") X(JUMP, "jump") X(FILTER, "filter") X(SORT, "sort") X(SCOPE, "scope") X(REFRESH, "refresh") \
	/* forms and text */ \
	X(SAVE, "save") X(CHOOSE, "choose") X(CLEAN, "clean") X(CLEAR, "clear") X(COPY_LAST, "copy-last") X(BACKSPACE, "backspace") X(DELETE, "delete") \
	X(HOME, "home") X(END, "end") X(WORD_LEFT, "word-left") X(WORD_RIGHT, "word-right") X(KILL_LINE, "kill-line") \
	X(KILL_ALL, "kill-all") X(KILL_WORD, "kill-word") X(NEWLINE, "newline") X(YES, "yes") X(NO, "no") \
	/* places to go */ \
	X(GO_TODAY, "today") X(GO_HOUSEHOLDS, "households") X(GO_VISITS, "visits") X(GO_CAMPAIGNS, "campaigns") X(GO_FINDINGS, "findings") \
	X(GO_STUDENTS, "students") X(GO_LISTS, "lists") X(GO_BIN, "bin-view") X(GO_ROUNDS, "rounds") X(GO_LOG, "log") X(GO_IMPORT, "import") X(GO_CHECKS, "checks") \
	X(GO_ME, "me") X(GO_SAMPLES, "samples") X(GO_AWARENESS, "awareness") X(GO_DUPLICATES, "duplicates") \
	X(GO_LESSONS, "lessons") X(GO_DROPOUTS, "dropouts") \
	X(GO_COVERAGE, "coverage") X(GO_ROSTERS, "rosters") X(GO_REPORTS, "reports") X(GO_TABLES, "tables") X(GO_CHARTS, "charts")
/* clang-format on */
#define REQUEST_ENUM(id, name) REQ_##id,
enum request { REQ_NONE, REQUEST_LIST(REQUEST_ENUM) REQ_COUNT };

const char *request_name(enum request r);       /* "save" */
enum request request_of_name(const char *name); /* REQ_NONE if unknown */
extern const char *const request_names[];       /* all, NULL-terminated: for the linter */

#endif
