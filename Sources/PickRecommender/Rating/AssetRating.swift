/// What one viewer did with one asset, as a number.
public struct AssetRating: Equatable, Sendable {
  /// The asset's identifier.
  public let asset: Int64
  /// Its watch ratio in [0, 1], or what a stated preference makes of it.
  public let weight: Float
  /// When it was last begun, in seconds since 1970.
  public let lastSeconds: Int64
}

extension ImplicitRating {
  /// Rates every asset of one viewer, by ascending asset identifier.
  ///
  /// - Parameter records: the viewer's watch events, in any order.
  /// - Returns: one rating an asset, those of weight 0 included.
  /// - Complexity: O(n log n) in the number of events.
  public func assetRatings(of records: [WatchRecord]) -> [AssetRating] {
    let ordered = records.sorted { ($0.asset, $0.startSeconds) < ($1.asset, $1.startSeconds) }
    var ratings: [AssetRating] = []
    var start = 0
    while start < ordered.count {
      let asset = ordered[start].asset
      let end = ordered[start...].firstIndex { $0.asset != asset } ?? ordered.count
      ratings.append(
        AssetRating(
          asset: asset, weight: AssetRatio(of: ordered[start..<end], by: self).rating,
          lastSeconds: ordered[end - 1].startSeconds))
      start = end
    }
    return ratings
  }
}
