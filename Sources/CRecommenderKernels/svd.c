#include "svd_kernels.h"

#if defined(__x86_64__)

#define WIDE __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline, target("avx2,fma")))

typedef float lane __attribute__((vector_size(32)));
typedef float half __attribute__((vector_size(16)));
typedef float loose __attribute__((vector_size(32), aligned(4)));

INLINE lane load(const float *from) { return *(const loose *)from; }
INLINE void store(float *to, lane value) { *(loose *)to = value; }
INLINE lane all(float value) {
  return (lane){value, value, value, value, value, value, value, value};
}
INLINE float sum(lane value) {
  const half four = __builtin_shufflevector(value, value, 0, 1, 2, 3) +
                    __builtin_shufflevector(value, value, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

// The step from one rating and the product for the next one share a pass over the user's factors.
INLINE void user(const struct recommender_svd *state, ptrdiff_t row, const ptrdiff_t blocks) {
  const ptrdiff_t start = state->offsets[row], end = state->offsets[row + 1];
  const ptrdiff_t width = 8 * blocks;
  if (start == end) return;
  const int32_t *items = state->items;
  float * p = state->user_factors + row * width;
  float *q = state->item_factors, *item_biases = state->item_biases;

  lane even = all(0), odd = all(0);
  const float *opening = q + items[start] * width;
  for (ptrdiff_t k = 0; k < blocks; k++) even += load(p + 8 * k) * load(opening + 8 * k);

  const float rate = state->rate, decay = state->decay, mean = state->mean;
  const float *ratings = state->ratings;
  const bool is_biased = state->is_biased;
  float bias = state->user_biases[row];
  for (ptrdiff_t cell = start; cell < end; cell++) {
    const int32_t item = items[cell];
    const int32_t following = cell + 1 < end ? items[cell + 1] : item;
    if (cell + 2 < end) {
      const float *later = q + items[cell + 2] * width;
      for (ptrdiff_t k = 0; k < blocks; k += 2) __builtin_prefetch(later + 8 * k, 1);
    }
    float * factors = q + item * width;
    const float *next = q + following * width;
    const float level = mean + item_biases[item];
    const float step = rate * ((ratings[cell] - level) - bias - sum(even + odd));
    if (is_biased) {
      bias = decay * bias + step;
      item_biases[item] = decay * item_biases[item] + step;
    }
    const lane stepping = all(step), fading = all(decay);
    even = odd = all(0);
    ptrdiff_t k = 0;
    for (; k + 1 < blocks; k += 2) {
      const lane p0 = load(p + 8 * k), p1 = load(p + 8 * k + 8);
      const lane q0 = load(factors + 8 * k), q1 = load(factors + 8 * k + 8);
      const lane moved0 = fading * p0 + stepping * q0, moved1 = fading * p1 + stepping * q1;
      even += moved0 * load(next + 8 * k);
      odd += moved1 * load(next + 8 * k + 8);
      store(factors + 8 * k, fading * q0 + stepping * p0);
      store(factors + 8 * k + 8, fading * q1 + stepping * p1);
      store(p + 8 * k, moved0);
      store(p + 8 * k + 8, moved1);
    }
    for (; k < blocks; k++) {
      const lane p0 = load(p + 8 * k), q0 = load(factors + 8 * k);
      const lane moved = fading * p0 + stepping * q0;
      even += moved * load(next + 8 * k);
      store(factors + 8 * k, fading * q0 + stepping * p0);
      store(p + 8 * k, moved);
    }
  }
  state->user_biases[row] = bias;
}

WIDE void recommender_svd_avx2(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last) {
  for (ptrdiff_t row = first; row < last; row++) user(state, row, state->blocks);
}

#else

void recommender_svd_avx2(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last) {
  (void)state, (void)first, (void)last;
}

#endif
