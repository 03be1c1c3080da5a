/* Where a part of the measuring program goes when it cannot go on. */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <setjmp.h>

extern jmp_buf part_fails;

#endif
