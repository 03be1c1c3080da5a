/* What lies in a folder, for choosing a list: folders first, then the files a list may be in (csv xlsx xls txt), each
 * by name; hidden ones left out. */
#ifndef EXCHANGE_FOLDER_H
#define EXCHANGE_FOLDER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct folder_entry {
	char *name;
	bool is_folder;
	int64_t bytes;
	char changed[17]; /* YYYY-MM-DD HH:MM */
};
/* FOLDER_READ {1}=path {2}=why. Names that are no UTF-8 are left out: they could not be shown. Free with folder_free.
 */
int folder_list(const char *path, struct folder_entry **out, size_t *n, struct err *e);
void folder_free(struct folder_entry **list, size_t n);
/* Where lists mostly lie, as far as it is there: the home folder, those of `names` ("Desktop|Downloads") in it, and
 * what is plugged in: in /media, /run/media and /mnt (or $BANGFU_MEDIA, "DIR:DIR"), a folder that is not empty; for one
 * that bears the user's name, those in it. Nothing that is plugged in is touched if it is of a network file system.
 * Paths; free with folder_places_free. */
size_t folder_places(const char *names, char ***out);
void folder_places_free(char ***list, size_t n);
/* Whether just there, by a table of mounts ("/proc/self/mounts"), a network file system is mounted: nfs, cifs, sshfs
 * and their like, or one that is mounted when it is opened. Does not touch it. */
bool folder_is_remote(const char *mounts, const char *path);
/* path + "/" + name, ".." resolved; caller frees. */
char *folder_join(const char *path, const char *name);

#endif
