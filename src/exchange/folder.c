#include "exchange/folder.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

static int by_kind_and_name(const void *a, const void *b)
{
	const struct folder_entry *x = a, *y = b;

	if (x->is_folder != y->is_folder)
		return x->is_folder ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool may_be_list(const char *name)
{
	static const char *const ends[] = { ".csv", ".xlsx", ".xls", ".txt" };
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end && i < sizeof ends / sizeof ends[0]; i++)
		if (strcasecmp(end, ends[i]) == 0)
			return true;
	return false;
}

static bool fill(const char *folder, const char *name, struct folder_entry *out)
{
	struct stat st;
	struct tm tm;
	char *path = folder_join(folder, name);
	bool good = stat(path, &st) == 0 && (S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)) &&
		    utf8_is_valid(name, strlen(name)) && (S_ISDIR(st.st_mode) || may_be_list(name));

	mem_free(path);
	if (!good)
		return false;
	*out = (struct folder_entry){ .name = mem_dup(name), .is_folder = S_ISDIR(st.st_mode), .bytes = st.st_size };
	if (localtime_r(&st.st_mtime, &tm) != NULL)
		strftime(out->changed, sizeof out->changed, "%Y-%m-%d %H:%M", &tm);
	return true;
}

int folder_list(const char *path, struct folder_entry **out, size_t *n, struct err *e)
{
	DIR *dir = opendir(path);
	struct folder_entry *list = NULL;
	size_t count = 0, cap = 0;

	*out = NULL;
	*n = 0;
	if (dir == NULL)
		return err_set(e, ERR_IO, "FOLDER_READ", path, strerror(errno));
	for (struct dirent *d; (d = readdir(dir)) != NULL;) {
		if (d->d_name[0] == '.')
			continue;
		if (count == cap) {
			cap = cap > 0 ? 2 * cap : 64;
			list = mem_grow(list, cap, sizeof *list);
		}
		if (fill(path, d->d_name, &list[count]))
			count++;
	}
	closedir(dir);
	if (count > 0)
		qsort(list, count, sizeof *list, by_kind_and_name);
	*out = list;
	*n = count;
	return 0;
}

void folder_free(struct folder_entry **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		mem_free((*list)[i].name);
	mem_free(*list);
	*list = NULL;
}

char *folder_join(const char *path, const char *name)
{
	struct buf b = BUF_INIT;
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	if (strcmp(name, "..") == 0) {
		while (n > 1 && path[n - 1] != '/')
			n--;
		buf_add(&b, path, n > 1 ? n - 1 : 1);
	} else {
		buf_add(&b, path, n);
		buf_addf(&b, "%s%s", n == 1 && path[0] == '/' ? "" : "/", name);
	}
	return buf_detach(&b);
}
