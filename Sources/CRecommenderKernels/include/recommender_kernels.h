// Numeric kernels for processors with AVX2 and FMA.
//
// They are in C because only C can compile one function for a newer processor than the rest of the
// program (docs/decisions/wide-kernels.md). Each has a plain reference in Swift, in
// Sources/PickRecommender/Kernels, that the tests hold it against and that runs everywhere else.
#ifndef RECOMMENDER_KERNELS_H
#define RECOMMENDER_KERNELS_H

#include "svd_kernels.h"

#include <stdbool.h>

/// Whether this processor has AVX2 and FMA; the other functions must not be called without.
bool recommender_has_avx2(void);

/// Whether it has AVX-512 too, which the functions named after it need.
bool recommender_has_avx512(void);

#endif
