extension Dataset {
  /// The cells that weigh at least `minimum`; rows, columns and what is known of items stay.
  ///
  /// - Throws: nothing in practice: what is left of a valid data set is valid.
  public func liked(from minimum: Float) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var kept: [Int64] = []
    for user in 0..<users.count {
      for cell in interactions.cells(of: UserIndex(user))
      where interactions.weights[cell] >= minimum {
        builder.add(
          item: ItemIndex(interactions.columns[cell]), weight: interactions.weights[cell])
        kept.append(times[cell])
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: kept, items: items, users: users,
      documents: documents, places: places)
  }
}
