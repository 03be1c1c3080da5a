/* A copy that is being made is NAME.part, locked by whoever makes it: two programs do not make one at once, and what a
 * killed one left behind is known by nobody holding it. */
#include "internal.h"

#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 3

/* A disk that knows no locks is no reason for no copy. */
static bool is_held(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/* Who held it before may have given it its name, or taken it away. */
static bool still_has_name(int fd, const char *part)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && lstat(part, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

void backup_part_drop(const char *part)
{
	struct buf journal = BUF_INIT;

	unlink(part);
	buf_addf(&journal, "%s-journal", part);
	unlink(journal.s);
	buf_release(&journal);
}

int backup_part_open(const char *part)
{
	struct buf journal = BUF_INIT;
	int fd = -1;

	for (int i = 0; i < TRIES; i++) {
		fd = open(part, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		bool held = fd >= 0 && is_held(fd);
		if (fd < 0 || (!held && still_has_name(fd, part)))
			break;
		close(fd);
		fd = -1;
		errno = EWOULDBLOCK;
	}
	if (fd < 0)
		return -1;
	/* What another left in it, and the journal of that. */
	buf_addf(&journal, "%s-journal", part);
	unlink(journal.s);
	buf_release(&journal);
	if (ftruncate(fd, 0) == 0 && fchmod(fd, 0600) == 0)
		return fd;
	close(fd);
	return -1;
}

bool backup_is_being_made(const char *path)
{
	struct buf part = BUF_INIT;
	bool held;
	int fd;

	buf_addf(&part, "%s.part", path);
	fd = open(part.s, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	held = fd >= 0 && is_held(fd);
	if (fd >= 0)
		close(fd);
	buf_release(&part);
	return held;
}

static bool is_part_of(const char *file, const char *name)
{
	static const char end[] = ".db.part";
	size_t n = strlen(name), len = strlen(file);

	return len > n + sizeof end && strncmp(file, name, n) == 0 && file[n] == '-' &&
	       strcmp(file + len - (sizeof end - 1), end) == 0;
}

/* Has a killed program left any? Takes them away, or leaves them. */
static bool look_for_left(const char *db_path, bool drop)
{
	char folder[512], name[256], part[800];
	bool left = false;
	const struct dirent *d;
	DIR *dir;

	backup_parts(db_path, folder, name);
	dir = opendir(folder);
	while (dir && (d = readdir(dir))) {
		int fd;

		if (!is_part_of(d->d_name, name))
			continue;
		snprintf(part, sizeof part, "%s/%s", folder, d->d_name);
		fd = open(part, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
		if (fd >= 0 && !is_held(fd) && still_has_name(fd, part)) {
			left = true;
			if (drop)
				backup_part_drop(part);
		}
		if (fd >= 0)
			close(fd);
	}
	if (dir)
		closedir(dir);
	return left;
}

void backup_sweep(const char *db_path)
{
	look_for_left(db_path, true);
}

bool backup_left(const char *db_path)
{
	return look_for_left(db_path, false);
}
