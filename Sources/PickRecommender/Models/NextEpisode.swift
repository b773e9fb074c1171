import Glibc

/// The score of the episodes of a title to continue: title weight × nearness to where the viewer
/// stopped.
///
/// The title's weight is Σ watch ratio × 2^(−age / half-life) over the viewer's events of it. An
/// episode `d` places after the one watched last scores weight × forward^d; one before it, weight ×
/// forward^d × backward. On the logs of the original program this about doubled the NDCG@10 of EASE
/// for unseen episodes.
///
/// The exponent `repetition` p sets how much further watches of a title count beside its strongest
/// one m: the weight is m × (Σ / m)^p. At 1 it is the sum; at 0 only the strongest watch counts.
public struct NextEpisode: Codable, Equatable, Sendable {
  /// One watch of one episode.
  public struct View: Equatable, Sendable {
    /// The 0-based place in watching order; `nil` for an item that is no numbered episode.
    public var episode: Int32?
    /// The watch ratio, in [0, 1].
    public var ratio: Float
    /// The start of watching, in seconds since 1970.
    public var atSeconds: Int64

    /// A watch of an episode.
    public init(episode: Int32?, ratio: Float, atSeconds: Int64) {
      self.episode = episode
      self.ratio = ratio
      self.atSeconds = atSeconds
    }
  }

  /// The half-life of a watch in seconds, > 0.
  public var halfLifeSeconds: Double
  /// The factor of each place of distance from the episode watched last, in (0, 1].
  public var forward: Double
  /// The further factor of episodes before the one watched last, in [0, 1].
  public var backward: Double
  /// The exponent of further watches of a title, in [0, 1].
  public var repetition: Double
  /// The least watch ratio that an opened episode counts with, in [0, 1].
  public var leastRatio: Double

  /// A formula; the defaults are the best on the logs of the original program.
  public init(
    halfLifeSeconds: Double = 7 * 86_400, forward: Double = 0.85, backward: Double = 0.3,
    repetition: Double = 1, leastRatio: Double = 0
  ) {
    self.halfLifeSeconds = halfLifeSeconds
    self.forward = forward
    self.backward = backward
    self.repetition = repetition
    self.leastRatio = leastRatio
  }

  /// The weight of a title by its watches; a watch later than `nowSeconds` has the age 0.
  @inlinable
  public func titleWeight(_ views: some Sequence<View>, nowSeconds: Int64) -> Double {
    var (sum, strongest) = (0.0, 0.0)
    for view in views {
      let weight = faded(view, nowSeconds: nowSeconds)
      sum += weight
      strongest = max(strongest, weight)
    }
    return repeated(sum, strongest: strongest)
  }

  /// The weight of watches that weigh `sum` together, and the strongest of them so much.
  @usableFromInline
  func repeated(_ sum: Double, strongest: Double) -> Double {
    guard repetition < 1, strongest > 0, sum > 0 else { return sum }
    return strongest * pow(sum / strongest, repetition)
  }

  /// The decayed ratio of a watch: ratio × 2^(−age / half-life).
  @usableFromInline
  func faded(_ view: View, nowSeconds: Int64) -> Double {
    let age = max(0, Double(nowSeconds) - Double(view.atSeconds))
    return max(Double(view.ratio), leastRatio) * exp2(-age / halfLifeSeconds)
  }

  /// The nearness of an episode to the one watched last: forward^d, times `backward` for an earlier
  /// one; in [0, 1].
  public func nearness(of episode: Int32, after last: Int32) -> Double {
    let distance = Double(episode) - Double(last)
    return pow(forward, abs(distance)) * (distance < 0 ? backward : 1)
  }

  /// The scores of all episodes of one title, by place; all 0 where no numbered one was watched.
  ///
  /// - Parameters:
  ///   - episodeCount: the number of numbered episodes of the title.
  ///   - views: the viewer's watches of the title, in any order.
  ///   - nowSeconds: the instant to score for, in seconds since 1970.
  /// - Returns: `episodeCount` scores, >= 0, those of finished episodes included.
  public func scores(episodeCount: Int, views: [View], nowSeconds: Int64) -> [Double] {
    let numbered = views.filter { $0.episode != nil }
    guard
      let last = numbered.max(by: {
        ($0.atSeconds, $0.episode ?? 0) < ($1.atSeconds, $1.episode ?? 0)
      })?.episode
    else { return Array(repeating: 0, count: episodeCount) }
    let weight = titleWeight(views, nowSeconds: nowSeconds)
    return (0..<episodeCount).map { weight * nearness(of: Int32($0), after: last) }
  }
}
