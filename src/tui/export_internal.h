/* What the files of the export popup share. */
#ifndef TUI_EXPORT_INTERNAL_H
#define TUI_EXPORT_INTERNAL_H

#include "tui/app.h"
#include "tui/popups.h"

enum export_way { WAY_XLSX, WAY_CSV, WAY_GB18030, WAY_PDF, WAY_TEXT, WAY_LOOK, WAY_PRINT, WAYS };
enum export_line_at { EXPORT_PROFILE_LINE, EXPORT_FORMAT_LINE, EXPORT_FILE_LINE, EXPORT_GO_LINE, EXPORT_LINES };

struct export_state {
	struct export_ask ask; /* what and title are ours */
	enum profile profile;
	enum export_way way;
	char *folder; /* where the file goes unless the person typed a path */
	char *path;   /* as typed, or NULL */
	size_t at;
	enum export_asks {
		EXPORT_ASKS_NOTHING,
		EXPORT_ASKS_PROFILE,
		EXPORT_ASKS_FORMAT,
		EXPORT_ASKS_PATH,
		EXPORT_ASKS_OVER
	} asks;
};

bool export_has_way(const struct export_state *s, enum export_way way);
bool export_has_file(const struct export_state *s);
/* The path as shown: what was typed, else folder and name. Caller frees. */
char *export_shown_path(const struct export_state *s, const struct app *a);
/* export_write.c: does what the popup says. POP comes with the answer; a failure leaves it open. */
unsigned export_go(struct export_state *s, struct app *a, bool over);

#endif
