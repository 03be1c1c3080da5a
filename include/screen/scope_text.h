/* What a count looked at, in the same words wherever one stands: on a screen, in a command's output, on paper. */
#ifndef SCREEN_SCOPE_TEXT_H
#define SCREEN_SCOPE_TEXT_H

#include "base/buf.h"
#include "model/office.h"

struct screens;
struct table_def;
struct chart_def;

enum covers {
	COVERS_NOTHING, /* no count of households: nothing is said */
	COVERS_SCOPE,   /* the office's scope */
	COVERS_VILLAGE, /* its village, whosever the households are */
	COVERS_FILE     /* all there is */
};

/* Appends "范围：长潭村", "范围：李明结对的户" or "范围：全部". */
void scope_text(const struct screens *s, struct office *o, enum covers covers, struct buf *out);
/* The same with names one has already: nobody is asked. "" a village that is not chosen. */
void scope_named(const struct screens *s, const struct office *o, enum covers covers, const char *village,
		 const char *me, struct buf *out);

/* As their SQL asks. */
enum covers table_covers(const struct table_def *d);
enum covers chart_covers(const struct chart_def *d);

#endif
