/* Three lists of one population for `bangfu reconcile`, with the faults lists have, and what a command costs.
 *
 *   jobs make DIR PEOPLE        writes DIR/a.csv, b.csv, c.csv
 *   jobs run FILE COMMAND ...   runs it, its output into FILE, and prints its seconds, its seconds of CPU, and the most
 *                               MiB it held
 * All people are invented; region 990101 does not exist. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t dice;

static unsigned roll(unsigned most)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % most;
}

static void make_id(char id[19], unsigned year, unsigned month, unsigned day, unsigned seq)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0;

	snprintf(id, 19, "990101%04u%02u%02u%03u", year % 10000, month % 100, day % 100, seq % 1000);
	for (int i = 0; i < 17; i++)
		sum += (id[i] - '0') * weight[i];
	id[17] = "10X98765432"[sum % 11];
	id[18] = '\0';
}

/* One row in twenty has a fault of its own in each list. */
static void put_row(FILE *to, const char *id18, const char *name, const char *birth, unsigned village, unsigned i)
{
	char id[32];
	unsigned fault = roll(100);

	if (fault == 0)
		return;
	snprintf(id, sizeof id, "%s", id18);
	if (fault == 1)
		id[8 + roll(8)] = (char)('0' + roll(10));
	if (fault == 2)
		memcpy(id + 15, "000", 4);
	if (fault == 3)
		id[0] = '\0';
	if (fault == 4)
		snprintf(id, sizeof id, "9.90101E+17");
	for (int times = fault == 5 ? 2 : 1; times > 0; times--)
		fprintf(to, "%u,%s,%s,%s,第%u村,1380000%04u\r\n", i, name, id, birth, village, i % 10000);
}

static int make(const char *dir, unsigned people)
{
	static const char *const surname[] = { "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "卫" };
	static const char *const given[] = { "建", "国", "秀", "英", "文", "涛", "志", "远", "桂", "芳", "海", "燕" };
	FILE *to[3];

	for (int k = 0; k < 3; k++) {
		char path[4096];

		snprintf(path, sizeof path, "%s/%c.csv", dir, 'a' + k);
		to[k] = fopen(path, "w");
		if (!to[k]) {
			perror(path);
			return 2;
		}
		fputs("序号,姓名,证件号码,出生日期,行政村,联系电话\r\n", to[k]);
	}
	for (unsigned i = 0; i < people; i++) {
		unsigned year = 1930 + roll(80), month = 1 + roll(12), day = 1 + roll(28);
		char id[19], name[32], birth[32];

		make_id(id, year, month, day, roll(1000));
		snprintf(birth, sizeof birth, "%u-%02u-%02u", year, month, day);
		snprintf(name, sizeof name, "%s%s%s", surname[roll(11)], given[roll(12)], given[roll(12)]);
		for (int k = 0; k < 3; k++)
			put_row(to[k], id, name, birth, i / 400 + 1, i);
	}
	int failed = 0;

	for (int k = 0; k < 3; k++)
		failed |= fclose(to[k]);
	return failed ? 2 : 0;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int run(const char *to, char **command)
{
	struct timespec began, ended;
	struct rusage used;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &began);
	pid_t child = fork();

	if (child == 0) {
		int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);

		dup2(out, STDOUT_FILENO);
		dup2(out, STDERR_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
		return 2;
	clock_gettime(CLOCK_MONOTONIC, &ended);
	printf("%.3f %.3f %.1f\n",
	       (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9,
	       seconds(used.ru_utime) + seconds(used.ru_stime), (double)used.ru_maxrss / 1024);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "make") == 0)
		return make(argv[2], (unsigned)strtoul(argv[3], NULL, 10));
	if (argc > 3 && strcmp(argv[1], "run") == 0)
		return run(argv[2], argv + 3);
	fputs("jobs make DIR PEOPLE | jobs run FILE COMMAND ...\n", stderr);
	return 2;
}
