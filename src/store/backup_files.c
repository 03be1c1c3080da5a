/* Names of copies, listing and rotation. */
#include "internal.h"

#include "base/date.h"
#include "store/backup.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DAILY_KEPT 7
#define MONTHS_KEPT 12

void backup_parts(const char *db_path, char folder[512], char name[256])
{
	const char *slash = strrchr(db_path, '/');
	const char *base = slash ? slash + 1 : db_path;
	size_t n = strlen(base);

	if (n > 3 && strcmp(base + n - 3, ".db") == 0)
		n -= 3;
	snprintf(folder, 512, "%.*sbackup", slash ? (int)(slash + 1 - db_path) : 0, db_path);
	snprintf(name, 256, "%.*s", (int)n, base);
}

void backup_name(const char *db_path, char out[512], const char *fmt, ...)
{
	char folder[512], name[256], suffix[64];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(suffix, sizeof suffix, fmt, ap);
	va_end(ap);
	backup_parts(db_path, folder, name);
	mkdir(folder, 0700);
	int n = snprintf(out, 512, "%s/%s-%s.db", folder, name, suffix);
	if (n >= 512) /* a path that long: the open that follows says so */
		out[0] = '\0';
}

/* "YYYY-MM-DD.db" is 1, "YYYY-MM-DD-N.db" N; what is no daily copy 0. */
static int daily_number(const char *suffix)
{
	char day[11];
	size_t digits;

	snprintf(day, sizeof day, "%.10s", suffix);
	if (strlen(day) != 10 || !date_is_valid(day))
		return 0;
	if (strcmp(suffix + 10, ".db") == 0)
		return 1;
	if (suffix[10] != '-' || suffix[11] == '0')
		return 0;
	digits = strspn(suffix + 11, "0123456789");
	if (digits == 0 || digits > 6 || strcmp(suffix + 11 + digits, ".db") != 0)
		return 0;
	return atoi(suffix + 11);
}

static int newest_first(const void *a, const void *b)
{
	const struct backup_info *x = a, *y = b;
	int r = strcmp(y->at, x->at);

	if (r == 0)
		r = (y->nth > x->nth) - (y->nth < x->nth);
	return r ? r : strcmp(y->path, x->path);
}

static bool read_info(const char *folder, const char *name, const char *file, struct backup_info *i)
{
	size_t n = strlen(name), len = strlen(file);
	struct stat st;
	struct tm tm;

	if (strncmp(file, name, n) != 0 || file[n] != '-' || len < n + 5 || strcmp(file + len - 3, ".db") != 0)
		return false;
	if (snprintf(i->path, sizeof i->path, "%s/%s", folder, file) >= (int)sizeof i->path || stat(i->path, &st) != 0)
		return false;
	i->bytes = st.st_size;
	i->nth = daily_number(file + n + 1);
	if (i->nth) {
		snprintf(i->at, sizeof i->at, "%.10s", file + n + 1);
	} else {
		localtime_r(&st.st_mtime, &tm);
		strftime(i->at, sizeof i->at, "%Y-%m-%dT%H:%M:%S", &tm);
	}
	return true;
}

int backup_list(const char *db_path, struct backup_info **out, size_t *n, struct err *e)
{
	char folder[512], name[256];
	const struct dirent *d;

	*out = NULL;
	*n = 0;
	backup_parts(db_path, folder, name);
	DIR *dir = opendir(folder);
	if (!dir)
		return access(folder, F_OK) == 0 ? err_set(e, ERR_IO, "FILE_OPEN", folder) : 0;
	while ((d = readdir(dir))) {
		struct backup_info i;
		memset(&i, 0, sizeof i);
		if (!read_info(folder, name, d->d_name, &i))
			continue;
		*out = mem_grow(*out, *n + 1, sizeof **out);
		(*out)[(*n)++] = i;
	}
	closedir(dir);
	if (*n > 0)
		qsort(*out, *n, sizeof **out, newest_first);
	return 0;
}

/* Newest first, the first copy of a month is its last in the list. */
static bool first_of_month(const struct backup_info *list, size_t n, size_t i)
{
	for (size_t k = i + 1; k < n; k++) {
		if (list[k].nth && strncmp(list[k].at, list[i].at, 7) == 0 && strcmp(list[k].at, list[i].at) != 0)
			return false;
	}
	return true;
}

void backup_rotate(const char *db_path)
{
	struct backup_info *list;
	size_t n;
	int days = 0, months = 0;
	const char *day = "";

	if (backup_list(db_path, &list, &n, NULL))
		return;
	for (size_t i = 0; i < n; i++) {
		if (!list[i].nth)
			continue;
		bool last = strcmp(list[i].at, day) != 0; /* of its day */
		days += last;
		day = list[i].at;
		/* A day that goes on keeps all: a name that was free again would look older than it is. */
		bool keep = days == 1 || (last && days <= DAILY_KEPT);
		if (last && first_of_month(list, n, i))
			keep = months++ < MONTHS_KEPT || keep;
		if (!keep)
			unlink(list[i].path);
	}
	mem_free(list);
}
