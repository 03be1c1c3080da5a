/* Whatever bytes stand in an INI file: no crash, and what is accepted is whole. */
#include "screen/ini.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	struct ini *ini;
	struct err e;
	int fd = memfd_create("ini", 0);

	if (fd < 0 || (size && write(fd, data, size) != (ssize_t)size))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (!ini_read(&ini, path, NULL, NULL, &e)) {
		for (size_t i = 0; i < ini->n; i++)
			for (size_t k = 0; k < ini->section[i].n; k++) {
				const struct ini_entry *one = &ini->section[i].entry[k];

				if (one->line <= ini->section[i].line ||
				    (*one->value && !memmem(data, size, one->value, strlen(one->value))))
					abort();
			}
		ini_free(&ini);
	} else if (!e.word[0]) {
		abort();
	}
	close(fd);
	return 0;
}
