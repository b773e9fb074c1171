#include "factor_kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline, target("avx2,fma")))

// Rows are taken four at a time: their four dot products hide each other's latency, and the sum is
// read and written once for four rows.
enum { together = 4 };

typedef enum { product, residual, energy } pass_kind;

typedef struct {
  const float *row[together];
  __m128 weights;
} group;

// A last group of fewer rows repeats one of them with the weight 0 and, in `mask`, no say.
INLINE group group_at(const recommender_cells *cells, int64_t start, __m128 *mask) {
  group g;
  const int64_t left = cells->count - start;
  if (left >= together) {
    for (int j = 0; j < together; j++)
      g.row[j] = cells->factors + cells->columns[start + j] * cells->stride;
    g.weights = _mm_loadu_ps(cells->weights + start);
    *mask = _mm_set1_ps(1);
    return g;
  }
  float weights[together] = {0}, says[together] = {0};
  for (int j = 0; j < together; j++) {
    const int64_t cell = start + (j < left ? j : 0);
    g.row[j] = cells->factors + cells->columns[cell] * cells->stride;
    if (j < left) {
      weights[j] = cells->weights[cell];
      says[j] = 1;
    }
  }
  g.weights = _mm_loadu_ps(weights);
  *mask = _mm_loadu_ps(says);
  return g;
}

INLINE void prefetch_group(const recommender_cells *cells, int64_t start) {
  if (start + together > cells->count) return;
  for (int j = 0; j < together; j++) {
    const char *row = (const char *)(cells->factors + cells->columns[start + j] * cells->stride);
    for (int64_t line = 0; line < cells->width * (int64_t)sizeof(float); line += 64)
      _mm_prefetch(row + line, _MM_HINT_T0);
  }
}

INLINE __m128 dots(const group *g, const float *vector, int64_t width) {
  __m256 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
  for (int64_t k = 0; k < width; k += 8) {
    const __m256 v = _mm256_loadu_ps(vector + k);
    s0 = _mm256_fmadd_ps(_mm256_loadu_ps(g->row[0] + k), v, s0);
    s1 = _mm256_fmadd_ps(_mm256_loadu_ps(g->row[1] + k), v, s1);
    s2 = _mm256_fmadd_ps(_mm256_loadu_ps(g->row[2] + k), v, s2);
    s3 = _mm256_fmadd_ps(_mm256_loadu_ps(g->row[3] + k), v, s3);
  }
  const __m256 pairs = _mm256_hadd_ps(_mm256_hadd_ps(s0, s1), _mm256_hadd_ps(s2, s3));
  return _mm_add_ps(_mm256_castps256_ps128(pairs), _mm256_extractf128_ps(pairs, 1));
}

INLINE void add_rows(const group *g, __m128 factors, float *sum, int64_t width) {
  float f[together];
  _mm_storeu_ps(f, factors);
  const __m256 f0 = _mm256_broadcast_ss(f), f1 = _mm256_broadcast_ss(f + 1);
  const __m256 f2 = _mm256_broadcast_ss(f + 2), f3 = _mm256_broadcast_ss(f + 3);
  for (int64_t k = 0; k < width; k += 8) {
    __m256 s = _mm256_loadu_ps(sum + k);
    s = _mm256_fmadd_ps(f0, _mm256_loadu_ps(g->row[0] + k), s);
    s = _mm256_fmadd_ps(f1, _mm256_loadu_ps(g->row[1] + k), s);
    s = _mm256_fmadd_ps(f2, _mm256_loadu_ps(g->row[2] + k), s);
    s = _mm256_fmadd_ps(f3, _mm256_loadu_ps(g->row[3] + k), s);
    _mm256_storeu_ps(sum + k, s);
  }
}

INLINE __m128 absolute(__m128 x) { return _mm_andnot_ps(_mm_set1_ps(-0.0f), x); }

INLINE float pass(
  const recommender_cells *cells, const float *vector, float *sum, int64_t width, pass_kind kind) {
  const __m128 alpha = _mm_set1_ps(cells->alpha), base = _mm_set1_ps(cells->base);
  __m128 energies = _mm_setzero_ps(), mask;
  for (int64_t start = 0; start < cells->count; start += together) {
    const group g = group_at(cells, start, &mask);
    if (kind == residual) prefetch_group(cells, start + together);
    const __m128 d = dots(&g, vector, width);
    const __m128 confidence = _mm_mul_ps(alpha, g.weights);
    const __m128 excess = _mm_mul_ps(_mm_sub_ps(absolute(confidence), base), mask);
    const __m128 scaled = _mm_mul_ps(excess, d);
    if (kind == energy) {
      energies = _mm_fmadd_ps(scaled, d, energies);
    } else if (kind == residual) {
      const __m128 wanted = _mm_max_ps(confidence, _mm_setzero_ps());
      add_rows(&g, _mm_sub_ps(wanted, scaled), sum, width);
    } else {
      add_rows(&g, scaled, sum, width);
    }
  }
  float parts[together];
  _mm_storeu_ps(parts, energies);
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

// The compiler unrolls the loops of the usual width; any other takes the same code as a loop.
#define PASS(kind)                                       \
  if (cells->width == 64) return pass(cells, vector, sum, 64, kind); \
  return pass(cells, vector, sum, cells->width, kind)

WIDE static float run_product(const recommender_cells *cells, const float *vector, float *sum) {
  PASS(product);
}

WIDE static float run_residual(const recommender_cells *cells, const float *vector, float *sum) {
  PASS(residual);
}

WIDE static float run_energy(const recommender_cells *cells, const float *vector, float *sum) {
  PASS(energy);
}

void recommender_cells_product(const recommender_cells *cells, const float *vector, float *sum) {
  (void)run_product(cells, vector, sum);
}

void recommender_cells_residual(const recommender_cells *cells, const float *vector, float *sum) {
  (void)run_residual(cells, vector, sum);
}

float recommender_cells_energy(const recommender_cells *cells, const float *vector) {
  return run_energy(cells, vector, 0);
}

WIDE void recommender_cells_add_scores(
  const recommender_cells *cells, const float *vector, float *scores) {
  __m128 mask;
  for (int64_t start = 0; start < cells->count; start += together) {
    const group g = group_at(cells, start, &mask);
    float d[together];
    _mm_storeu_ps(d, dots(&g, vector, cells->width));
    for (int64_t j = 0; j < together && start + j < cells->count; j++) scores[start + j] += d[j];
  }
}

WIDE void recommender_cells_residual_of_scores(
  const recommender_cells *cells, const float *scores, float *sum) {
  const __m128 alpha = _mm_set1_ps(cells->alpha), base = _mm_set1_ps(cells->base);
  __m128 mask;
  for (int64_t start = 0; start < cells->count; start += together) {
    const group g = group_at(cells, start, &mask);
    float d[together] = {0};
    for (int64_t j = 0; j < together && start + j < cells->count; j++) d[j] = scores[start + j];
    const __m128 confidence = _mm_mul_ps(alpha, g.weights);
    const __m128 excess = _mm_mul_ps(_mm_sub_ps(absolute(confidence), base), mask);
    const __m128 wanted = _mm_max_ps(confidence, _mm_setzero_ps());
    add_rows(&g, _mm_sub_ps(wanted, _mm_mul_ps(excess, _mm_loadu_ps(d))), sum, cells->width);
  }
}

// matrix += Σ f_j y_j y_jᵀ of a group: each row of the matrix is read and written once.
INLINE void add_outer(const group *g, __m128 factors, float *matrix, int64_t width) {
  float f[together];
  _mm_storeu_ps(f, factors);
  for (int64_t i = 0; i < width; i++) {
    const __m256 f0 = _mm256_set1_ps(f[0] * g->row[0][i]), f1 = _mm256_set1_ps(f[1] * g->row[1][i]);
    const __m256 f2 = _mm256_set1_ps(f[2] * g->row[2][i]), f3 = _mm256_set1_ps(f[3] * g->row[3][i]);
    float *out = matrix + i * width;
    for (int64_t k = i & ~7; k < width; k += 8) {
      __m256 s = _mm256_loadu_ps(out + k);
      s = _mm256_fmadd_ps(f0, _mm256_loadu_ps(g->row[0] + k), s);
      s = _mm256_fmadd_ps(f1, _mm256_loadu_ps(g->row[1] + k), s);
      s = _mm256_fmadd_ps(f2, _mm256_loadu_ps(g->row[2] + k), s);
      s = _mm256_fmadd_ps(f3, _mm256_loadu_ps(g->row[3] + k), s);
      _mm256_storeu_ps(out + k, s);
    }
  }
}

WIDE void recommender_cells_gram(const recommender_cells *cells, float *matrix) {
  const __m128 alpha = _mm_set1_ps(cells->alpha), base = _mm_set1_ps(cells->base);
  __m128 mask;
  for (int64_t start = 0; start < cells->count; start += together) {
    const group g = group_at(cells, start, &mask);
    const __m128 confidence = _mm_mul_ps(alpha, g.weights);
    const __m128 excess = _mm_mul_ps(_mm_sub_ps(absolute(confidence), base), mask);
    add_outer(&g, excess, matrix, cells->width);
  }
}

WIDE void recommender_rows_gram(const float *rows, int64_t count, int64_t width, float *matrix) {
  for (int64_t start = 0; start < count; start += together) {
    group g;
    float says[together];
    for (int j = 0; j < together; j++) {
      says[j] = start + j < count ? 1 : 0;
      g.row[j] = rows + (start + j < count ? start + j : start) * width;
    }
    add_outer(&g, _mm_loadu_ps(says), matrix, width);
  }
}

// Sixty-four columns at a time: eight sums hide the latency of a multiply and add.
WIDE void recommender_symmetric_product(
  const float *matrix, int64_t order, const float *vector, float *product) {
  enum { sums = 8 };
  int64_t k = 0;
  for (; k + 8 * sums <= order; k += 8 * sums) {
    __m256 s[sums];
    for (int i = 0; i < sums; i++) s[i] = _mm256_setzero_ps();
    for (int64_t j = 0; j < order; j++) {
      const __m256 v = _mm256_broadcast_ss(vector + j);
      const float *row = matrix + j * order + k;
      for (int i = 0; i < sums; i++) s[i] = _mm256_fmadd_ps(v, _mm256_loadu_ps(row + 8 * i), s[i]);
    }
    for (int i = 0; i < sums; i++) _mm256_storeu_ps(product + k + 8 * i, s[i]);
  }
  for (; k < order; k += 8) {
    __m256 s = _mm256_setzero_ps();
    for (int64_t j = 0; j < order; j++)
      s = _mm256_fmadd_ps(
        _mm256_broadcast_ss(vector + j), _mm256_loadu_ps(matrix + j * order + k), s);
    _mm256_storeu_ps(product + k, s);
  }
}

// Six users by one panel of sixteen items: twelve sums stay in registers.
WIDE void recommender_panel_scores(
  const float *users, const float *panels, int64_t panel_count, int64_t depth, float *scores,
  int64_t score_stride) {
  enum { rows = 6, lanes = 2, panel_width = 16 };
  for (int64_t panel = 0; panel < panel_count; panel++) {
    const float *items = panels + panel * depth * panel_width;
    __m256 s[rows][lanes];
    for (int u = 0; u < rows; u++) s[u][0] = s[u][1] = _mm256_setzero_ps();
    for (int64_t k = 0; k < depth; k++) {
      const __m256 i0 = _mm256_loadu_ps(items + k * panel_width);
      const __m256 i1 = _mm256_loadu_ps(items + k * panel_width + 8);
      for (int u = 0; u < rows; u++) {
        const __m256 x = _mm256_broadcast_ss(users + u * depth + k);
        s[u][0] = _mm256_fmadd_ps(x, i0, s[u][0]);
        s[u][1] = _mm256_fmadd_ps(x, i1, s[u][1]);
      }
    }
    for (int u = 0; u < rows; u++) {
      float *out = scores + u * score_stride + panel * panel_width;
      _mm256_storeu_ps(out, s[u][0]);
      _mm256_storeu_ps(out + 8, s[u][1]);
    }
  }
}

WIDE float recommender_row_difference(
  const float *user, const float *liked, const float *other, int64_t width) {
  __m256 s0 = _mm256_setzero_ps(), s1 = s0;
  int64_t k = 0;
  for (; k + 16 <= width; k += 16) {
    s0 = _mm256_fmadd_ps(
      _mm256_loadu_ps(user + k),
      _mm256_sub_ps(_mm256_loadu_ps(liked + k), _mm256_loadu_ps(other + k)), s0);
    s1 = _mm256_fmadd_ps(
      _mm256_loadu_ps(user + k + 8),
      _mm256_sub_ps(_mm256_loadu_ps(liked + k + 8), _mm256_loadu_ps(other + k + 8)), s1);
  }
  for (; k < width; k += 8)
    s0 = _mm256_fmadd_ps(
      _mm256_loadu_ps(user + k),
      _mm256_sub_ps(_mm256_loadu_ps(liked + k), _mm256_loadu_ps(other + k)), s0);
  s0 = _mm256_add_ps(s0, s1);
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(s0), _mm256_extractf128_ps(s0, 1));
  s = _mm_hadd_ps(s, s);
  return _mm_cvtss_f32(_mm_hadd_ps(s, s));
}

WIDE void recommender_row_step(
  float *user, float *liked, float *other, int64_t width, float pull, float keep) {
  const __m256 p = _mm256_set1_ps(pull), h = _mm256_set1_ps(keep);
  for (int64_t k = 0; k < width; k += 8) {
    const __m256 x = _mm256_loadu_ps(user + k);
    const __m256 i = _mm256_loadu_ps(liked + k), j = _mm256_loadu_ps(other + k);
    const __m256 px = _mm256_mul_ps(p, x);
    _mm256_storeu_ps(user + k, _mm256_fmadd_ps(p, _mm256_sub_ps(i, j), _mm256_mul_ps(h, x)));
    _mm256_storeu_ps(liked + k, _mm256_fmadd_ps(h, i, px));
    _mm256_storeu_ps(other + k, _mm256_fmsub_ps(h, j, px));
  }
}

#else

// Never called: recommender_has_avx2 is false here.
void recommender_cells_product(const recommender_cells *cells, const float *vector, float *sum) {}
void recommender_cells_residual(const recommender_cells *cells, const float *vector, float *sum) {}
float recommender_cells_energy(const recommender_cells *cells, const float *vector) { return 0; }
void recommender_cells_gram(const recommender_cells *cells, float *matrix) {}
void recommender_cells_add_scores(
  const recommender_cells *cells, const float *vector, float *scores) {}
void recommender_cells_residual_of_scores(
  const recommender_cells *cells, const float *scores, float *sum) {}
void recommender_panel_scores(
  const float *users, const float *panels, int64_t panel_count, int64_t depth, float *scores,
  int64_t score_stride) {}
float recommender_row_difference(
  const float *user, const float *liked, const float *other, int64_t width) { return 0; }
void recommender_row_step(
  float *user, float *liked, float *other, int64_t width, float pull, float keep) {}
void recommender_rows_gram(const float *rows, int64_t count, int64_t width, float *matrix) {}
void recommender_symmetric_product(
  const float *matrix, int64_t order, const float *vector, float *product) {}

#endif
