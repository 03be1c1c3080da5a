#include "modules.h"

#include "base/mem.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Not there unless the program was linked with them. */
#pragma weak bangfu_pdf
#pragma weak bangfu_book
#pragma weak bangfu_hanzi

/* The folder the program lies in, whatever the person's own folder is. */
static void beside(char *out, size_t n, const char *between, const char *file)
{
	char program[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);

	program[length > 0 ? length : 0] = '\0';
	char *slash = strrchr(program, '/');
	snprintf(out, n, "%.*s/%s%s", slash ? (int)(slash - program) : 1, slash ? program : ".", between, file);
}

static void *open_file(const char *file, struct err *e)
{
	char path[PATH_MAX + 64], why[ERR_ARG_BYTES];

	beside(path, sizeof(path), "", file);
	if (access(path, F_OK) != 0)
		beside(path, sizeof(path), "../lib/bangfu/", file);
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (library)
		return library;
	snprintf(why, sizeof(why), "%s", dlerror());
	err_set(e, ERR_MISSING, "MODULE_MISSING", file, why);
	return NULL;
}

/* It stays: what libraries keep for the next use is worth more than the memory. */
static const void *table_of(const char *file, const char *symbol, struct err *e)
{
	void *library = open_file(file, e);
	const int *version = library ? dlsym(library, symbol) : NULL;

	if (version && *version == MODULE_VERSION)
		return version;
	if (library) {
		dlclose(library);
		err_set(e, ERR_MISSING, "MODULE_MISSING", file, VERSION);
	}
	return NULL;
}

const struct pdf_module *module_pdf(struct err *e)
{
	static const struct pdf_module *m;

	if (!m)
		m = &bangfu_pdf ? &bangfu_pdf : table_of("bangfu-pdf.so", "bangfu_pdf", e);
	return m;
}

const struct book_module *module_book(struct err *e)
{
	static const struct book_module *m;

	if (!m)
		m = &bangfu_book ? &bangfu_book : table_of("bangfu-book.so", "bangfu_book", e);
	return m;
}

const struct hanzi_module *module_hanzi(struct err *e)
{
	static const struct hanzi_module *m;

	if (!m)
		m = &bangfu_hanzi ? &bangfu_hanzi : table_of("bangfu-hanzi.so", "bangfu_hanzi", e);
	return m;
}
