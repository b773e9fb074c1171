public import PickRecommender

extension RatingsFile {
  /// Ratings whose date is a slip, by their place in the file's arrays.
  public var farRows: FarRows { FarRows(times: times) }

  /// The ratings as rankings are learned from them: rows and columns in the order of
  /// `RatingNames.ordered`, identifiers being the indices themselves.
  ///
  /// - Parameters:
  ///   - isKept: whether a rating, by its place in the file's arrays, is learned from.
  ///   - weight: turns a rating into a weight; what is not finite and positive is left out.
  /// - Returns: weights by user and item, at the times of the ratings.
  /// - Throws: `DatasetError`, which a file that was read does not cause.
  public func dataset(
    where isKept: (Int) -> Bool = { _ in true }, _ weight: (Double) -> Float
  ) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var ordered: [Int64] = []
    ordered.reserveCapacity(count)
    for place in users.ordered {
      let row = rowOffsets[Int(place)]..<rowOffsets[Int(place) + 1]
      let cells = row.sorted { items.index[Int(columns[$0])] < items.index[Int(columns[$1])] }
      for cell in cells {
        let value = weight(ratings[cell])
        guard value.isFinite, value > 0, isKept(cell) else { continue }
        builder.add(item: ItemIndex(items.index[Int(columns[cell])]), weight: value)
        ordered.append(times[cell])
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: ordered, items: Vocabulary(0..<Int64(items.count)),
      users: Vocabulary(0..<Int64(users.count)))
  }

  /// The ratings weighed by `RatingWeight` over the file's own scale.
  public func dataset(
    emphasis: Float = ImplicitRating().statedEmphasis
  ) throws(DatasetError) -> Dataset {
    let rule = RatingWeight(scale, emphasis: emphasis, values: values)
    return try dataset(rule.weight)
  }
}
