/* Record ids, minted on any laptop without coordination: seconds since 2020-01-01 in the high 31 bits, a counter with a
 * random start in the low 32. 63 bits, positive, rising within one program. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdint.h>

int64_t id_mint(void);
/* For the demo and tests: from now on ids are seconds-of-the-frozen-day | seed, seed+1, … so that a run repeats
 * exactly. */
void id_seed(uint32_t seed);

#endif
