// Stochastic gradient descent for SVD and SVD++; AVX2 and FMA, and AVX-512 for SVD.
//
// Ratings come in compressed rows: those of user u are `offsets[u] ..< offsets[u + 1]`. Rows of
// factors are `blocks` lanes wide, padded with zeros: 4 doubles a lane for SVD++, 8 floats for SVD,
// 16 with AVX-512.
// The plain references are SVDPlusPlusKernel.swift and SVDKernel.swift.
#ifndef RECOMMENDER_SVD_KERNELS_H
#define RECOMMENDER_SVD_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What one pass of SVD++ reads and changes.
struct recommender_svdpp {
  const ptrdiff_t *offsets;
  const int32_t *items;
  const double *ratings;
  double mean;
  /// The learning rate, and 1 - learning rate * regularization.
  double rate, decay;
  ptrdiff_t blocks;
  double *user_biases, *item_biases;
  double *user_factors, *item_factors, *implicit_factors;
  /// A row to work in.
  double *scratch;
};

/// Learns from the ratings of the users `first ..< last` in turn.
void recommender_svdpp_avx2(const struct recommender_svdpp *state, ptrdiff_t first, ptrdiff_t last);

/// What one pass of SVD reads and changes.
struct recommender_svd {
  const ptrdiff_t *offsets;
  const int32_t *items;
  const float *ratings;
  float mean;
  /// The learning rate, and 1 - learning rate * regularization, > 0.
  float rate, decay;
  bool is_biased;
  ptrdiff_t blocks, item_count;
  float *user_biases, *item_biases;
  float *user_factors, *item_factors;
  /// A number for each item to work with.
  float *item_scales;
};

/// Learns from the ratings of the users `first ..< last` in turn.
void recommender_svd_avx2(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last);

/// How long rows may be that AVX-512 takes.
enum { recommender_svd_avx512_floats = 128 };

/// The same with AVX-512.
void recommender_svd_avx512(const struct recommender_svd *state, ptrdiff_t first, ptrdiff_t last);

#endif
