#include "svd_kernels.h"

#include <math.h>

#if defined(__x86_64__)

#define WIDE __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline, target("avx2,fma")))

typedef double lane __attribute__((vector_size(32)));
typedef double loose __attribute__((vector_size(32), aligned(8)));

INLINE lane load(const double *from) { return *(const loose *)from; }
INLINE void store(double *to, lane value) { *(loose *)to = value; }
INLINE lane all(double value) { return (lane){value, value, value, value}; }
INLINE double sum(lane value) { return (value[0] + value[2]) + (value[1] + value[3]); }

// Inside one user's ratings the sum of user and implicit factors, z, takes the same step from both:
// z <- decay z + 2 rate error q. So only z and q need a pass for each rating; what z went through is
// handed to the user's factors and to the implicit factors of the user's items at the end.
//
// The next rating's product with z is worked out before the error is known, from z as it was and
// from the product of both items: the two chains of additions then run side by side.
INLINE void user(const struct recommender_svdpp *state, ptrdiff_t row, const ptrdiff_t blocks,
                 lane *restrict z) {
  const ptrdiff_t start = state->offsets[row], end = state->offsets[row + 1];
  const ptrdiff_t width = 4 * blocks;
  if (start == end) return;
  const double count = (double)(end - start), root = sqrt(count);
  const int32_t *items = state->items;
  double *p = state->user_factors + row * width;
  double *q = state->item_factors, *y = state->implicit_factors;
  double *item_biases = state->item_biases;
  const double *ratings = state->ratings;

  for (ptrdiff_t k = 0; k < blocks; k++) z[k] = all(0);
  for (ptrdiff_t cell = start; cell < end; cell++) {
    const double *implicit = y + items[cell] * width;
    for (ptrdiff_t k = 0; k < blocks; k++) z[k] += load(implicit + 4 * k);
  }
  lane products = all(0);
  const double *opening = q + items[start] * width;
  for (ptrdiff_t k = 0; k < blocks; k++) {
    z[k] = load(p + 4 * k) + z[k] / all(root);
    store(state->scratch + 4 * k, z[k]);
    products += z[k] * load(opening + 4 * k);
  }

  const double rate = state->rate, decay = state->decay, mean = state->mean;
  double product = sum(products), bias = state->user_biases[row], fade = 1;
  for (ptrdiff_t cell = start; cell < end; cell++) {
    const int32_t item = items[cell];
    const int32_t following = cell + 1 < end ? items[cell + 1] : item;
    double *factors = q + item * width;
    const double *next = q + following * width;
    lane ahead = all(0), between = all(0);
    for (ptrdiff_t k = 0; k < blocks; k++) {
      const lane other = load(next + 4 * k);
      ahead += z[k] * other;
      between += load(factors + 4 * k) * other;
    }
    const double error =
        (ratings[cell] - (mean + item_biases[item])) - bias - product;
    const double step = rate * error;
    product = decay * sum(ahead) + 2 * step * sum(between);
    bias = decay * bias + step;
    item_biases[item] = decay * item_biases[item] + step;
    fade *= decay;
    const lane once = all(step), twice = all(2 * step), fading = all(decay);
    for (ptrdiff_t k = 0; k < blocks; k++) {
      const lane old = load(factors + 4 * k);
      store(factors + 4 * k, fading * old + once * z[k]);
      z[k] = fading * z[k] + twice * old;
    }
  }
  state->user_biases[row] = bias;

  for (ptrdiff_t k = 0; k < blocks; k++) {
    const lane gained = (z[k] - all(fade) * load(state->scratch + 4 * k)) * all(0.5);
    store(p + 4 * k, all(fade) * load(p + 4 * k) + gained);
    z[k] = gained / all(root);
  }
  for (ptrdiff_t cell = start; cell < end; cell++) {
    double *implicit = y + items[cell] * width;
    for (ptrdiff_t k = 0; k < blocks; k++) {
      store(implicit + 4 * k, all(fade) * load(implicit + 4 * k) + z[k]);
    }
  }
}

// A width the compiler knows keeps z in registers.
#define NARROW(COUNT)                                                        \
  case COUNT: {                                                              \
    lane z[COUNT];                                                           \
    for (ptrdiff_t row = first; row < last; row++) user(state, row, COUNT, z); \
    return;                                                                  \
  }

WIDE void recommender_svdpp_avx2(const struct recommender_svdpp *state, ptrdiff_t first,
                                 ptrdiff_t last) {
  switch (state->blocks) {
    NARROW(1) NARROW(2) NARROW(3) NARROW(4) NARROW(5) NARROW(6) NARROW(7) NARROW(8)
    default: {
      lane z[state->blocks];
      for (ptrdiff_t row = first; row < last; row++) user(state, row, state->blocks, z);
    }
  }
}

#else

void recommender_svdpp_avx2(const struct recommender_svdpp *state, ptrdiff_t first, ptrdiff_t last) {
  (void)state, (void)first, (void)last;
}

#endif
