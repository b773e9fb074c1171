extension ImplicitRating {
  /// Rates one event by itself, as popularity counts it: no feature, and no other event, is known.
  ///
  /// - Parameters:
  ///   - watchedSeconds: seconds watched, >= 0.
  ///   - runningSeconds: the asset's running time, when known.
  ///   - statedPreference: a preference in [0, 1], when one was stated; it counts as it is.
  /// - Returns: a rating in [0, 1].
  public func rating(
    watchedSeconds: Int, runningSeconds: Int?, statedPreference: Double?
  ) -> Double {
    if let statedPreference { return statedPreference }
    guard let runningSeconds, runningSeconds > 0 else { return Double(factOfWatching) }
    return min(1, max(0, Double(watchedSeconds) / Double(runningSeconds)))
  }
}
