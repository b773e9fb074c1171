/// What a model may learn from, and what it is then measured by.
public struct Split: Equatable, Sendable {
  /// The past.
  public let train: Dataset
  /// By user: items of the future the user liked and the past knows; nothing of it may reach `fit`.
  public let heldOut: [Set<ItemIndex>]

  /// A split that was already made; `heldOut` has one set for each user of `train`.
  public init(train: Dataset, heldOut: [Set<ItemIndex>]) {
    precondition(heldOut.count == train.users.count, "a set for each user")
    self.train = train
    self.heldOut = heldOut
  }
}

/// Splits each user's interactions by time.
///
/// Per user, interactions are ordered by (time, item); the first ⌈trainShare × n⌉ are the past. Of
/// the rest, those of weight `positiveWeight` or more count as liked, unless nobody in the past
/// watched the item: no collaborative model could name it, so it would measure the split.
public struct TimeSplit: Codable, Equatable, Sendable {
  /// The share of each user's interactions that is the past, in (0, 1).
  public var trainShare: Double
  /// From this weight on a held-out interaction counts as liked.
  public var positiveWeight: Float

  /// A way to split.
  public init(trainShare: Double = 0.8, positiveWeight: Float) {
    self.trainShare = trainShare
    self.positiveWeight = positiveWeight
  }

  /// Splits a data set.
  ///
  /// - Throws: `DatasetError`, which a data set that was checked before does not cause.
  public func split(_ dataset: Dataset) throws(DatasetError) -> Split {
    let matrix = dataset.interactions
    var past = [Bool](repeating: false, count: matrix.nonzeroCount)
    for user in 0..<matrix.userCount {
      let cells = matrix.cells(of: UserIndex(user))
      let ordered = cells.sorted { (dataset.times[$0], $0) < (dataset.times[$1], $1) }
      let count = Int((trainShare * Double(cells.count)).rounded(.up))
      for cell in ordered.prefix(count) { past[cell] = true }
    }
    let train = try dataset.keeping { past[$0] }
    let known = Set(train.interactions.columns)
    let heldOut = (0..<matrix.userCount).map { user in
      Set(
        matrix.cells(of: UserIndex(user)).filter { cell in
          !past[cell] && matrix.weights[cell] >= positiveWeight
            && known.contains(matrix.columns[cell])
        }.map { ItemIndex(matrix.columns[$0]) })
    }
    return Split(train: train, heldOut: heldOut)
  }
}

extension Dataset {
  /// The same users and items with only some of the interactions.
  func keeping(_ isKept: (Int) -> Bool) throws(DatasetError) -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var times: [Int64] = []
    for user in 0..<interactions.userCount {
      for cell in interactions.cells(of: UserIndex(user)) where isKept(cell) {
        builder.add(
          item: ItemIndex(interactions.columns[cell]), weight: interactions.weights[cell])
        times.append(self.times[cell])
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times, items: items, users: users,
      documents: documents, places: places)
  }
}
