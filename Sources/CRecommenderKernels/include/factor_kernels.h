// Kernels of the factor models, for processors with AVX2 and FMA (recommender_has_avx2).
//
// A row of factors is `width` numbers, a multiple of 8, at a distance of `stride` numbers from the
// next; the caller pads with zeros. Memory need not be aligned.
#ifndef FACTOR_KERNELS_H
#define FACTOR_KERNELS_H

#include <stdint.h>

/// The observed cells of one row of interactions, as one row's normal equations need them.
///
/// A cell of weight w has the confidence c = alpha × w. With d = y · vector, it stands for the
/// matrix (|c| − base) y yᵀ and for the right side max(c, 0) y.
typedef struct {
  const float *factors;
  int64_t stride;
  int64_t width;
  const int32_t *columns;
  const float *weights;
  int64_t count;
  float alpha;
  float base;
} recommender_cells;

/// sum += Σ (|c| − base) (y · vector) y.
void recommender_cells_product(const recommender_cells *cells, const float *vector, float *sum);

/// sum += Σ (max(c, 0) − (|c| − base) (y · vector)) y.
void recommender_cells_residual(const recommender_cells *cells, const float *vector, float *sum);

/// Σ (|c| − base) (y · vector)².
float recommender_cells_energy(const recommender_cells *cells, const float *vector);

/// matrix += Σ (|c| − base) y yᵀ, on and right of the diagonal and a little left of it; row-major,
/// `width` × `width`.
void recommender_cells_gram(const recommender_cells *cells, float *matrix);

/// scores[i] += y_i · vector, for each cell i.
void recommender_cells_add_scores(
  const recommender_cells *cells, const float *vector, float *scores);

/// sum += Σ (max(c, 0) − (|c| − base) scores_i) y_i.
void recommender_cells_residual_of_scores(
  const recommender_cells *cells, const float *scores, float *sum);

/// product = matrix × vector; the matrix is symmetric, row-major, `order` × `order`.
void recommender_symmetric_product(
  const float *matrix, int64_t order, const float *vector, float *product);

/// matrix += Σ y yᵀ over `count` rows that follow each other; triangle as recommender_cells_gram.
void recommender_rows_gram(const float *rows, int64_t count, int64_t width, float *matrix);

/// Scores of 6 users, rows of `depth` numbers that follow each other, for 16 items a panel. A panel
/// holds its items' numbers side by side, `depth` × 16; a user's scores are `score_stride` apart.
void recommender_panel_scores(
  const float *users, const float *panels, int64_t panel_count, int64_t depth, float *scores,
  int64_t score_stride);

/// user · (liked − other).
float recommender_row_difference(
  const float *user, const float *liked, const float *other, int64_t width);

/// One step of gradient descent on three rows: user ← keep user + pull (liked − other), liked ← keep
/// liked + pull user, other ← keep other − pull user, all from the old values.
void recommender_row_step(
  float *user, float *liked, float *other, int64_t width, float pull, float keep);

#endif
