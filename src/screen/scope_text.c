#include "screen/scope_text.h"

#include "base/mem.h"
#include "screen/chart_def.h"
#include "screen/screens.h"
#include "screen/table_def.h"
#include "screen/words.h"

#include <string.h>

static bool is_mine(const struct office *o, enum covers covers)
{
	return covers == COVERS_SCOPE && o->scope == SCOPE_MINE;
}

void scope_named(const struct screens *s, const struct office *o, enum covers covers, const char *village,
		 const char *me, struct buf *out)
{
	struct buf mine = BUF_INIT;
	const char *whose = words_get(s, "scope.file");

	if (covers == COVERS_NOTHING)
		return;
	words_put(s, &mine, me[0] ? "scope.of" : "scope.mine", me);
	if (is_mine(o, covers))
		whose = mine.s;
	else if (covers != COVERS_FILE && o->village && village[0])
		whose = village;
	words_put(s, out, "scope.covers", whose);
	buf_release(&mine);
}

void scope_text(const struct screens *s, struct office *o, enum covers covers, struct buf *out)
{
	char *village = office_village_name(o), *me = office_me_name(o);

	scope_named(s, o, covers, village ? village : "", me ? me : "", out);
	mem_free(village);
	mem_free(me);
}

/* Facts that are no SQL are gathered of the scope. */
enum covers table_covers(const struct table_def *d)
{
	if ((d->scope && *d->scope) || table_def_source(d) || strstr(d->from, ":scope") ||
	    (d->where && strstr(d->where, ":scope")))
		return COVERS_SCOPE;
	return COVERS_FILE;
}

enum covers chart_covers(const struct chart_def *d)
{
	return strstr(d->sql, ":scope") ? COVERS_SCOPE : strstr(d->sql, ":village") ? COVERS_VILLAGE : COVERS_FILE;
}
