/* Making the search index anew. */
#include "command.h"

#include "base/clock.h"
#include "model/office.h"
#include "model/people.h"

int cmd_reindex(int argc, char **argv, struct cli *c)
{
	if (cli_options(argc, argv, c, NULL, 0, 0, 0) < 0)
		return EXIT_COULD_NOT;
	struct err e = { 0 };
	struct people_index made;
	int64_t began = clock_ms();
	char count[64], mib[24], seconds[24];
	if (c->open(c, OFFICE_EXISTING, &e) < 0)
		return cli_fail(c, &e);
	cli_progress(true);
	int failed = people_reindex(c->office, &made, &e);
	cli_progress(false);
	if (failed)
		return cli_fail(c, &e);
	snprintf(count, sizeof count, "%lld / %lld", (long long)made.texts, (long long)made.keys);
	snprintf(mib, sizeof mib, "%.1f", (double)made.bytes / 1048576);
	snprintf(seconds, sizeof seconds, "%.1f", (double)(clock_ms() - began) / 1000);
	cli_say(c, stdout, "reindex.done", count, mib, seconds);
	return EXIT_DONE;
}
