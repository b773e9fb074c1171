#include "recommender_kernels.h"

bool recommender_has_avx2(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

bool recommender_has_avx512(void) {
#if defined(__x86_64__)
  return recommender_has_avx2() && __builtin_cpu_supports("avx512f");
#else
  return false;
#endif
}
