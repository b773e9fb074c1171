/// How much more than everybody a viewer watches each category.
///
/// With s the viewer's share of a category and g everybody's, the lift is s ÷ g. An item's weight
/// times the mean lift of its categories is everybody's watching within a category, mixed as the
/// viewer mixes categories; an item of several counts for each in equal parts. Items without a
/// category keep their weight.
struct CategoryLift: Sendable {
  /// The categories of each item, by number.
  private let categories: [[Int]]
  /// g by category: its part of all watching.
  private let shares: [Double]
  private let smoothing: Double

  /// Counts what everybody watches.
  ///
  /// - Parameters:
  ///   - documents: their genres are the categories; one for each item, or none at all.
  ///   - weights: how much each item is watched.
  ///   - smoothing: how much watching in everybody's proportions is added to a viewer's.
  init(_ documents: [ContentDocument], _ weights: [Double], smoothing: Double) {
    let names = Set(documents.flatMap(\.genres)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    categories = documents.map { Set($0.genres).compactMap { numbers[$0] }.sorted() }
    var sums = [Double](repeating: 0, count: names.count)
    for (item, own) in categories.enumerated() {
      for category in own { sums[category] += weights[item] / Double(own.count) }
    }
    let total = sums.reduce(0, +)
    shares = sums.map { total > 0 ? $0 / total : 0 }
    self.smoothing = smoothing
  }

  /// Multiplies each item's score by the mean lift of its categories.
  func multiply(_ scores: inout MutableSpan<Float>, for history: UserHistory) {
    let lifts = lifts(for: history)
    for (item, own) in categories.enumerated() where !own.isEmpty {
      scores[item] *= Float(own.reduce(0) { $0 + lifts[$1] } / Double(own.count))
    }
  }

  /// The lift of each category; what a viewer disliked says nothing.
  private func lifts(for history: UserHistory) -> [Double] {
    var watched = [Double](repeating: 0, count: shares.count)
    for entry in history.entries
    where entry.weight > 0 && categories.indices.contains(entry.item.position) {
      let own = categories[entry.item.position]
      for category in own { watched[category] += Double(entry.weight) / Double(own.count) }
    }
    let total = watched.reduce(smoothing, +)
    return watched.indices.map { category in
      let usual = shares[category] * total
      return usual > 0 ? (watched[category] + smoothing * shares[category]) / usual : 1
    }
  }
}
