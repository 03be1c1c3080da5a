/* People in parts on the disk: what keeps a search over millions within some tens of megabytes. */
#include "duplicate_parts.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct spool {
	FILE **file;
	size_t parts;
};
struct card {
	int64_t id, household, place;
	uint32_t name, sound; /* bytes that follow */
	char id_no[SOMEONE_ID + 1], birth[11], sex;
	bool old_form, whole, left;
};

struct spool *spool_open(size_t parts)
{
	struct spool *s = mem_alloc(sizeof(*s));

	s->parts = parts;
	s->file = mem_alloc(parts * sizeof(*s->file));
	for (size_t i = 0; i < parts; i++)
		if (!(s->file[i] = tmpfile())) {
			spool_close(&s);
			return NULL;
		}
	return s;
}

void spool_close(struct spool **s)
{
	if (!*s)
		return;
	for (size_t i = 0; i < (*s)->parts; i++)
		if ((*s)->file[i])
			fclose((*s)->file[i]);
	mem_free((*s)->file);
	mem_free(*s);
	*s = NULL;
}

bool spool_put(struct spool *s, const struct someone *one, uint64_t key, bool names)
{
	FILE *f = s->file[key % s->parts];
	struct card c;

	memset(&c, 0, sizeof(c));
	c.id = one->id;
	c.household = one->household;
	c.place = one->place;
	c.name = names ? (uint32_t)strlen(one->name) : 0;
	c.sound = names ? (uint32_t)strlen(one->sound) : 0;
	memcpy(c.id_no, one->id_no, sizeof(c.id_no));
	memcpy(c.birth, one->birth, sizeof(c.birth));
	c.sex = one->sex;
	c.old_form = one->old_form;
	c.whole = one->whole;
	c.left = one->left;
	return fwrite(&c, sizeof(c), 1, f) == 1 && fwrite(one->name, 1, c.name, f) == c.name &&
	       fwrite(one->sound, 1, c.sound, f) == c.sound;
}

static char *read_text(FILE *f, uint32_t n)
{
	char *text = mem_alloc((size_t)n + 1);

	if (fread(text, 1, n, f) != n)
		text[0] = '\0';
	return text;
}

bool spool_read(struct spool *s, size_t part, struct crowd *p)
{
	FILE *f = s->file[part];
	struct card c;

	crowd_clear(p);
	/* rewind() would forget that the last of it found no room. */
	if (fflush(f) != 0 || ferror(f) || fseek(f, 0, SEEK_SET) != 0)
		return false;
	while (fread(&c, sizeof(c), 1, f) == 1) {
		struct someone *one = crowd_add(p);

		one->id = c.id;
		one->household = c.household;
		one->place = c.place;
		memcpy(one->id_no, c.id_no, sizeof(c.id_no));
		memcpy(one->birth, c.birth, sizeof(c.birth));
		one->sex = c.sex;
		one->old_form = c.old_form;
		one->whole = c.whole;
		one->left = c.left;
		one->name = read_text(f, c.name);
		one->sound = read_text(f, c.sound);
	}
	return !ferror(f);
}
