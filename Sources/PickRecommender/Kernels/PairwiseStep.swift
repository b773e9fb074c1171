import CRecommenderKernels
import Glibc

/// One step of gradient descent on a user, an item they watched and one they did not.
struct PairwiseStep: Sendable {
  /// How far a step goes.
  let learningRate: Float
  /// λ of all three rows.
  let regularization: Float
  /// Which kernels run.
  let path: KernelPath

  /// Moves all three rows, `width` numbers each, a multiple of 8; `last` is the place of the user's
  /// constant 1, beside which an item has its bias.
  func move(
    user: UnsafeMutablePointer<Float>, liked: UnsafeMutablePointer<Float>,
    other: UnsafeMutablePointer<Float>, width: Int, last: Int
  ) {
    let pull = pull(difference(user, liked, other, width: width))
    let keep = 1 - learningRate * regularization
    switch path {
    case .wide: recommender_row_step(user, liked, other, Int64(width), pull, keep)
    case .portable:
      for k in stride(from: 0, to: width, by: 8) {
        let (x, i, j) = (user.lane(k), liked.lane(k), other.lane(k))
        user.store(k, keep * x + pull * (i - j))
        liked.store(k, keep * i + pull * x)
        other.store(k, keep * j - pull * x)
      }
    }
    user[last] = 1
  }

  /// Moves the user's row only: how a history is folded in.
  func improve(_ row: inout [Float], likes item: Int, over other: Int, items: FactorMatrix) {
    let width = items.stride
    precondition(row.count == width && item >= 0 && other >= 0)
    precondition(item < items.rowCount && other < items.rowCount)
    let keep = 1 - learningRate * regularization
    items.values.withUnsafeBufferPointer { values in
      row.withUnsafeMutableBufferPointer { row in
        guard let values = values.baseAddress, let user = row.baseAddress else { return }
        let (liked, other) = (values + item * width, values + other * width)
        let pull = pull(difference(user, liked, other, width: width))
        for k in stride(from: 0, to: width, by: 8) {
          user.store(k, keep * user.lane(k) + pull * (liked.lane(k) - other.lane(k)))
        }
        user[items.factors - 1] = 1
      }
    }
  }

  /// user · (liked − other).
  func difference(
    _ user: UnsafePointer<Float>, _ liked: UnsafePointer<Float>, _ other: UnsafePointer<Float>,
    width: Int
  ) -> Float {
    if path == .wide { return recommender_row_difference(user, liked, other, Int64(width)) }
    var sum = SIMD8<Float>()
    for k in stride(from: 0, to: width, by: 8) {
      sum += user.lane(k) * (liked.lane(k) - other.lane(k))
    }
    return sum.halvedSum
  }

  /// The derivative of ln σ(d), times the step.
  private func pull(_ difference: Float) -> Float { learningRate / (1 + exp(difference)) }
}
