import Glibc
public import PickRecommender

/// How stated ratings become the weights rankings are learned from.
///
/// A rating's preference p is rating ÷ highest rating; in a file with ratings of 0 or less it is
/// (rating − lowest) ÷ (highest − lowest). The weight is p to the power of `emphasis`, but never
/// less than `leastWeight`: a low rating says little, yet the item was seen. The power is that of
/// `ImplicitRating.statedEmphasis`; 1 weighs ratings as they are and 0 takes every rating for a
/// yes.
///
/// Counts are another thing: one play says that it was wanted. Their weight is
/// log(1 + count) ÷ log(1 + highest count), so that the hundredth play says less than the second;
/// `emphasis` below 1 flattens it, and more does not sharpen it.
public struct RatingWeight: Equatable, Sendable {
  /// What the lowest rating weighs: more than nothing, so that the item counts as seen.
  public static let leastWeight: Float = 1e-4

  private let lowest: Double
  private let highest: Double
  private let emphasis: Float
  private let values: RatingValues

  /// The rule for ratings of this range.
  public init(
    _ range: ClosedRange<Double>, emphasis: Float = ImplicitRating().statedEmphasis,
    values: RatingValues = .ratings
  ) {
    self.values = values
    lowest = range.lowerBound > 0 ? 0 : range.lowerBound
    highest = range.upperBound
    self.emphasis = emphasis
  }

  /// The weight of a rating, in (0, 1] for ratings of the range; never falls as ratings rise.
  public func weight(of rating: Double) -> Float {
    switch values {
    case .yes: return 1
    case .counts:
      let share = highest > 0 ? log1p(max(0, rating)) / log1p(highest) : 1
      return max(Self.leastWeight, Float(pow(min(1, share), Double(min(1, emphasis)))))
    case .ratings: break
    }
    let preference = highest > lowest ? (rating - lowest) / (highest - lowest) : 1
    return max(Self.leastWeight, Float(pow(max(0, preference), Double(emphasis))))
  }
}
