extension InteractionLog {
  /// The data set of everything before an instant, by default of everything: what is fitted to serve
  /// after it.
  ///
  /// - Throws: `DatasetError`, when a weighing names an item the catalogue does not have.
  public func dataset(before instant: Int64? = nil) throws(DatasetError) -> Dataset {
    try dataset(
      keeping: { event in instant.map { events[event].atSeconds < $0 } ?? true },
      atSeconds: instant)
  }

  /// The ratings of everything before an instant, by default of everything.
  ///
  /// - Parameters:
  ///   - instant: in seconds since 1970.
  ///   - scale: what a rating may be; by default from the lowest to the highest of the log.
  /// - Returns: ratings in the order of arrival.
  /// - Throws: `DatasetError.invalidWeight`, when a rating is not finite.
  public func ratings(
    before instant: Int64? = nil, scale: ClosedRange<Double>? = nil
  ) throws(DatasetError) -> RatingSet {
    try ratings(
      keeping: { event in instant.map { events[event].atSeconds < $0 } ?? true },
      scale: scale ?? self.scale)
  }

  /// The data set of some of the events.
  ///
  /// - Parameters:
  ///   - isKept: by event.
  ///   - atSeconds: the instant weights are taken at; by default each user's last kept event.
  /// - Returns: the log's users and items, and cells of the kept events alone.
  /// - Throws: `DatasetError`, when a weighing names an item the catalogue does not have.
  func dataset(
    keeping isKept: (Int) -> Bool, atSeconds: Int64? = nil
  ) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var times: [Int64] = []
    for user in 0..<users.count {
      let kept = ordered(user).filter(isKept)
      let instant = atSeconds ?? kept.last.map { events[$0].atSeconds } ?? 0
      let cells = weighing?(UserIndex(user), kept, instant) ?? largest(kept)
      // Sorted and merged here, because the builder would not tell how many cells it kept.
      for cell in UserHistory(cells).entries where cell.weight > 0 {
        guard cell.item.position < items.count else { throw .columnOutOfRange(row: user) }
        builder.add(item: cell.item, weight: cell.weight)
        times.append(cell.lastSeconds)
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times, items: items, users: users,
      documents: documents, places: places)
  }

  /// Each item's largest weight and last instant.
  private func largest(_ kept: [Int]) -> [UserHistory.Entry] {
    var cells: [UserHistory.Entry] = []
    for event in kept.lazy.map({ events[$0] }).sorted(by: { $0.item < $1.item }) {
      guard let last = cells.last, last.item == event.item else {
        cells.append(
          .init(item: event.item, weight: event.weight, lastSeconds: event.atSeconds))
        continue
      }
      cells[cells.count - 1] = .init(
        item: event.item, weight: max(last.weight, event.weight),
        lastSeconds: max(last.lastSeconds, event.atSeconds))
    }
    return cells
  }

  /// The ratings of some of the events, in the order of arrival; of a repeated one the last counts,
  /// in the place of the first.
  func ratings(
    keeping isKept: (Int) -> Bool, scale: ClosedRange<Double>
  ) throws(DatasetError) -> RatingSet {
    var offsets = [0]
    var columns: [Int32] = []
    var ratings: [Double] = []
    var placeOf = [Int](repeating: -1, count: items.count)
    for user in 0..<users.count {
      let start = columns.count
      for event in events(of: user) where isKept(event) {
        let item = events[event].item
        if placeOf[item.position] >= start {
          ratings[placeOf[item.position]] = events[event].rating
        } else {
          placeOf[item.position] = columns.count
          columns.append(item.rawValue)
          ratings.append(events[event].rating)
        }
      }
      offsets.append(columns.count)
    }
    return try RatingSet(
      itemCount: items.count, rowOffsets: offsets, items: columns, ratings: ratings, scale: scale)
  }

  /// Only some of the events; the vocabularies stay.
  func keeping(_ isKept: [Bool]) -> InteractionLog {
    // A weighing speaks of the positions of this log: it is asked by them.
    let positions = events.indices.filter { isKept[$0] }
    var offsets = [0]
    for user in 0..<users.count {
      offsets.append(offsets[user] + events(of: user).count { isKept[$0] })
    }
    let translated = weighing.map { weighing -> Weighing in
      { user, kept, instant in weighing(user, kept.map { positions[$0] }, instant) }
    }
    return InteractionLog(
      users: users, items: items, documents: documents, places: places, rowOffsets: offsets,
      events: positions.map { events[$0] }, weighing: translated)
  }

  /// From the lowest to the highest rating; what is not finite has no place on a scale, and is
  /// refused when ratings are made.
  var scale: ClosedRange<Double> {
    let ratings = events.lazy.map(\.rating).filter(\.isFinite)
    let low = ratings.min() ?? 0
    return low...(ratings.max() ?? low)
  }
}
