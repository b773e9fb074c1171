#include "svd_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,fma")))
#define INLINE static inline __attribute__((always_inline, target("avx512f,fma")))
#define EACH_BLOCK _Pragma("unroll") for (ptrdiff_t k = 0; k < blocks; k++)

// The arithmetic is that of svd.c, which explains it; here the user's row, this item's and the
// next one's stay in registers, which hold three rows of this many blocks.
enum { lanes = 16, most_blocks = recommender_svd_avx512_floats / lanes };

typedef float lane __attribute__((vector_size(64)));
typedef float half __attribute__((vector_size(32)));
typedef float quarter __attribute__((vector_size(16)));
typedef float loose __attribute__((vector_size(64), aligned(4)));

INLINE lane load(const float *from) { return *(const loose *)from; }
INLINE void store(float *to, lane value) { *(loose *)to = value; }
INLINE lane all(float value) { return (lane)_mm512_set1_ps(value); }
INLINE float sum(lane value) {
  const half eight = __builtin_shufflevector(value, value, 0, 1, 2, 3, 4, 5, 6, 7) +
                     __builtin_shufflevector(value, value, 8, 9, 10, 11, 12, 13, 14, 15);
  const quarter four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) +
                       __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}
INLINE void scale(float *row, float factor, ptrdiff_t blocks) {
  for (ptrdiff_t k = 0; k < blocks; k++) {
    store(row + lanes * k, load(row + lanes * k) * all(factor));
  }
}

// A scale below this is multiplied into its row before it can vanish.
static const float smallest = 1e-6f;

INLINE void user(const struct recommender_svd *state, ptrdiff_t row, const ptrdiff_t blocks) {
  const ptrdiff_t start = state->offsets[row], end = state->offsets[row + 1];
  const ptrdiff_t width = lanes * blocks;
  if (start == end) return;
  const int32_t *items = state->items;
  float *q = state->item_factors, *scales = state->item_scales, *levels = state->item_biases;
  const float *ratings = state->ratings;
  const float rate = state->rate, decay = state->decay, mean = state->mean;
  const bool is_biased = state->is_biased;

  float *own = state->user_factors + row * width;
  const float *opening = q + items[start] * width;
  lane p[most_blocks], now[most_blocks], next[most_blocks];
  lane products = all(0);
  EACH_BLOCK {
    p[k] = load(own + lanes * k);
    now[k] = load(opening + lanes * k);
    products += p[k] * now[k];
  }
  float product = sum(products) * scales[items[start]];
  float bias = state->user_biases[row], s = 1;
  for (ptrdiff_t cell = start; cell < end; cell++) {
    const int32_t item = items[cell];
    const int32_t following = items[cell + 1 < end ? cell + 1 : cell];
    if (cell + 2 < end) {
      const float *later = q + items[cell + 2] * width;
      EACH_BLOCK __builtin_prefetch(later + lanes * k, 1);
    }
    float *factors = q + item * width;
    const float *then = q + following * width;
    lane ahead[2] = {all(0), all(0)}, between[2] = {all(0), all(0)};
    EACH_BLOCK {
      next[k] = load(then + lanes * k);
      ahead[k & 1] += p[k] * next[k];
      between[k & 1] += now[k] * next[k];
    }
    const float t = scales[item], s_after = s * decay, t_after = t * decay;
    const float step = rate * ((ratings[cell] - (mean + levels[item])) - bias - product);
    if (is_biased) {
      bias = decay * bias + step;
      levels[item] = decay * levels[item] + step;
    }
    const float p_step = step * (t / s_after), q_step = step * (s / t_after);
    product = scales[following] * s_after *
              (sum(ahead[0] + ahead[1]) + p_step * sum(between[0] + between[1]));
    const lane p_steps = all(p_step), q_steps = all(q_step);
    EACH_BLOCK {
      store(factors + lanes * k, now[k] + q_steps * p[k]);
      p[k] += p_steps * now[k];
      now[k] = next[k];
    }
    s = s_after;
    scales[item] = t_after;
    if (s < smallest) {
      EACH_BLOCK p[k] *= all(s);
      s = 1;
    }
    if (t_after < smallest) {
      scale(factors, t_after, blocks);
      scales[item] = 1;
    }
  }
  EACH_BLOCK store(own + lanes * k, p[k] * all(s));
  state->user_biases[row] = bias;
}

#define NARROW(COUNT)                                                       \
  case COUNT:                                                               \
    for (ptrdiff_t row = first; row < last; row++) user(state, row, COUNT); \
    break;

WIDE void recommender_svd_avx512(const struct recommender_svd *state, ptrdiff_t first,
                                 ptrdiff_t last) {
  const ptrdiff_t blocks = state->blocks;
  for (ptrdiff_t item = 0; item < state->item_count; item++) state->item_scales[item] = 1;
  switch (blocks) {
    NARROW(1) NARROW(2) NARROW(3) NARROW(4) NARROW(5) NARROW(6) NARROW(7) NARROW(8)
  }
  for (ptrdiff_t item = 0; item < state->item_count; item++) {
    scale(state->item_factors + item * lanes * blocks, state->item_scales[item], blocks);
  }
}

#else

void recommender_svd_avx512(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last) {
  (void)state, (void)first, (void)last;
}

#endif
