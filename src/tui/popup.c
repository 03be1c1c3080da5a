#include "popup.h"

#include "base/text.h"

struct rect popup_place(const struct rect *room, int rows, int cols)
{
	struct rect box = { .h = rows < room->h ? rows : room->h, .w = cols < room->w ? cols : room->w };
	box.y = room->y + (room->h - box.h) / 2;
	box.x = room->x + (room->w - box.w) / 2;
	return box;
}

struct rect popup_inside(const struct rect *box)
{
	return (struct rect){ .y = box->y + 1, .x = box->x + 2, .h = box->h - 2, .w = box->w - 4 };
}

int popup_rows(const char *text, int cols)
{
	int rows = 0;

	while (*text) {
		size_t skip, n = text_wrap(text, cols, &skip);

		text += n + skip;
		rows++;
	}
	return rows > 0 ? rows : 1;
}
