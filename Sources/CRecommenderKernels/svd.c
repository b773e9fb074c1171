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
INLINE void scale(float *row, float factor, ptrdiff_t blocks) {
  for (ptrdiff_t k = 0; k < blocks; k++) store(row + 8 * k, load(row + 8 * k) * all(factor));
}

// A scale below this is multiplied into its row before it can vanish.
static const float smallest = 1e-6f;

// Rows are kept without their decay: p = s p', q = t q', so that decay is one multiplication of s
// and t. The next rating's product is worked out before this one's error is known, from p' as it
// was and from the product of both items: the two chains of additions then run side by side.
INLINE void user(const struct recommender_svd *state, ptrdiff_t row, const ptrdiff_t blocks) {
  const ptrdiff_t start = state->offsets[row], end = state->offsets[row + 1];
  const ptrdiff_t width = 8 * blocks;
  if (start == end) return;
  const int32_t *items = state->items;
  float *p = state->user_factors + row * width;
  float *q = state->item_factors, *scales = state->item_scales, *levels = state->item_biases;
  const float *ratings = state->ratings;
  const float rate = state->rate, decay = state->decay, mean = state->mean;
  const bool is_biased = state->is_biased;

  lane products = all(0);
  const float *opening = q + items[start] * width;
  for (ptrdiff_t k = 0; k < blocks; k++) products += load(p + 8 * k) * load(opening + 8 * k);
  float product = sum(products) * scales[items[start]];
  float bias = state->user_biases[row], s = 1;
  for (ptrdiff_t cell = start; cell < end; cell++) {
    const int32_t item = items[cell];
    const int32_t following = items[cell + 1 < end ? cell + 1 : cell];
    if (cell + 3 < end) {
      const float *later = q + items[cell + 3] * width;
      for (ptrdiff_t k = 0; k < blocks; k += 2) __builtin_prefetch(later + 8 * k, 1);
    }
    float *factors = q + item * width;
    const float *next = q + following * width;
    lane ahead0 = all(0), ahead1 = all(0), between0 = all(0), between1 = all(0);
    ptrdiff_t k = 0;
    for (; k + 1 < blocks; k += 2) {
      const lane next0 = load(next + 8 * k), next1 = load(next + 8 * k + 8);
      ahead0 += load(p + 8 * k) * next0;
      between0 += load(factors + 8 * k) * next0;
      ahead1 += load(p + 8 * k + 8) * next1;
      between1 += load(factors + 8 * k + 8) * next1;
    }
    for (; k < blocks; k++) {
      const lane next0 = load(next + 8 * k);
      ahead0 += load(p + 8 * k) * next0;
      between0 += load(factors + 8 * k) * next0;
    }
    const float t = scales[item], s_after = s * decay, t_after = t * decay;
    const float step = rate * ((ratings[cell] - (mean + levels[item])) - bias - product);
    if (is_biased) {
      bias = decay * bias + step;
      levels[item] = decay * levels[item] + step;
    }
    const float p_step = step * (t / s_after), q_step = step * (s / t_after);
    product = scales[following] * s_after *
              (sum(ahead0 + ahead1) + p_step * sum(between0 + between1));
    const lane p_steps = all(p_step), q_steps = all(q_step);
    for (k = 0; k < blocks; k++) {
      const lane p0 = load(p + 8 * k), q0 = load(factors + 8 * k);
      store(factors + 8 * k, q0 + q_steps * p0);
      store(p + 8 * k, p0 + p_steps * q0);
    }
    s = s_after;
    scales[item] = t_after;
    if (s < smallest) {
      scale(p, s, blocks);
      s = 1;
    }
    if (t_after < smallest) {
      scale(factors, t_after, blocks);
      scales[item] = 1;
    }
  }
  scale(p, s, blocks);
  state->user_biases[row] = bias;
}

// Loops of a length the compiler knows are worth a sixth of the time.
#define NARROW(COUNT)                                                     \
  case COUNT:                                                             \
    for (ptrdiff_t row = first; row < last; row++) user(state, row, COUNT); \
    break;

WIDE void recommender_svd_avx2(const struct recommender_svd *state, ptrdiff_t first,
                               ptrdiff_t last) {
  const ptrdiff_t blocks = state->blocks;
  for (ptrdiff_t item = 0; item < state->item_count; item++) state->item_scales[item] = 1;
  switch (blocks) {
    NARROW(1) NARROW(2) NARROW(3) NARROW(4) NARROW(5) NARROW(6) NARROW(7) NARROW(8)
    NARROW(9) NARROW(10) NARROW(11) NARROW(12) NARROW(13) NARROW(14) NARROW(15) NARROW(16)
    default:
      for (ptrdiff_t row = first; row < last; row++) user(state, row, blocks);
  }
  for (ptrdiff_t item = 0; item < state->item_count; item++) {
    scale(state->item_factors + item * 8 * blocks, state->item_scales[item], blocks);
  }
}

#else

void recommender_svd_avx2(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last) {
  (void)state, (void)first, (void)last;
}

#endif
