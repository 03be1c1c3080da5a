#include "exchange/folder.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <dirent.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEDIA "/media:/run/media:/mnt"
#define PLACES_MOST 16
#define MOUNTS "/proc/self/mounts"

struct places {
	char **path;
	size_t n;
};

/* Takes the path over. */
static void add(struct places *p, char *path)
{
	if (p->n == PLACES_MOST || !utf8_is_valid(path, strlen(path))) {
		mem_free(path);
		return;
	}
	p->path = mem_grow(p->path, p->n + 1, sizeof *p->path);
	p->path[p->n++] = path;
}

/* Opening one that is not mounted yet mounts it (autofs). A stick with a Windows file system is "fuseblk". */
static bool is_remote_kind(const char *kind)
{
	static const char *const exact[] = { "nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse", "ceph", "afs", "autofs" };

	for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
		if (strcmp(kind, exact[i]) == 0)
			return true;
	return strncmp(kind, "fuse.", 5) == 0;
}

bool folder_is_remote(const char *mounts, const char *path)
{
	FILE *table = setmntent(mounts, "re");
	bool remote = false;

	/* What is mounted over another comes later. */
	for (struct mntent *m; table != NULL && (m = getmntent(table)) != NULL;)
		if (strcmp(m->mnt_dir, path) == 0)
			remote = is_remote_kind(m->mnt_type);
	if (table != NULL)
		endmntent(table);
	return remote;
}

static bool is_folder(const char *path)
{
	DIR *dir = opendir(path);

	if (dir != NULL)
		closedir(dir);
	return dir != NULL;
}

static bool has_something(const char *path)
{
	DIR *dir = opendir(path);
	bool something = false;

	for (struct dirent *d; dir != NULL && !something && (d = readdir(dir)) != NULL;)
		something = strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
	if (dir != NULL)
		closedir(dir);
	return something;
}

/* Where nothing is plugged in an empty folder may wait for it. A dead server would never answer: what is there of one
 * is not even looked at, so links, which may lead to it, are not followed. */
static void add_plugged(struct places *p, const char *root, const char *user)
{
	struct dirent **entry;
	int n = folder_is_remote(MOUNTS, root) ? -1 : scandir(root, &entry, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entry[i]->d_name;
		char *path = folder_join(root, name);

		if (name[0] == '.' || entry[i]->d_type == DT_LNK || folder_is_remote(MOUNTS, path) ||
		    !has_something(path)) {
			mem_free(path);
		} else if (user != NULL && strcmp(name, user) == 0) {
			add_plugged(p, path, NULL);
			mem_free(path);
		} else {
			add(p, path);
		}
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
}

static void add_each(struct places *p, const char *list, char between, const char *in, const char *user)
{
	while (*list) {
		const char *end = strchr(list, between);
		size_t n = end != NULL ? (size_t)(end - list) : strlen(list);
		char *name = mem_dup_n(list, n), *path = in != NULL ? folder_join(in, name) : NULL;

		if (path == NULL)
			add_plugged(p, name, user);
		else if (is_folder(path))
			add(p, mem_dup(path));
		mem_free(path);
		mem_free(name);
		list += n + (list[n] == between);
	}
}

size_t folder_places(const char *names, char ***out)
{
	const char *home = getenv("HOME"), *media = getenv("BANGFU_MEDIA"), *user = getenv("USER");
	struct places p = { 0 };

	if (home != NULL && home[0] == '/' && is_folder(home)) {
		add(&p, mem_dup(home));
		add_each(&p, names, '|', home, NULL);
	}
	add_each(&p, media != NULL ? media : MEDIA, ':', NULL, user != NULL ? user : getenv("LOGNAME"));
	*out = p.path;
	return p.n;
}

void folder_places_free(char ***list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		mem_free((*list)[i]);
	mem_free(*list);
	*list = NULL;
}
