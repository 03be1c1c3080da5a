/* Any bytes as keys for the line editor: two bytes of settings, then operations of three bytes, an insert followed by
 * as many bytes of text as its second says. The plain model must agree after each. */
#include "lineedit_model.h"

#define TEXT_MOST 300

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model m;
	struct lineedit l;

	if (size < 2)
		return 0;
	m = (struct model){ .most = data[0], .lines = data[1] & 1 };
	lineedit_init(&l, NULL, m.most, m.lines);
	for (data += 2, size -= 2; size >= 3;) {
		enum model_op op = (enum model_op)(data[0] % OP_COUNT);
		int a = data[1], b = data[2];
		const char *wrong;
		size_t n = 0;

		data += 3;
		size -= 3;
		if (op == OP_INSERT) {
			n = (size_t)a % 16;
			n = n < size ? n : size;
		}
		if (m.n > TEXT_MOST)
			op = OP_KILL_ALL;
		wrong = model_step(&m, &l, op, (const char *)data, n, a, b);
		if (wrong) {
			fprintf(stderr, "operation %d on \"%s\": %s\n", (int)op, l.text.s, wrong);
			abort();
		}
		data += n;
		size -= n;
	}
	lineedit_release(&l);
	return 0;
}
