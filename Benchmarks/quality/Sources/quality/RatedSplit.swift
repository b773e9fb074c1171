import PickRecommender

/// A split by time whose cells can be weighed anew: the features are worked out once, and every set
/// of coefficients makes its own data set of them.
struct RatedSplit {
  private let split: Split
  /// What behaviour says of each stored cell, in the order of the matrix.
  private let ratings: [TitleRating]
  /// By row: the pages a viewer had opened, of titles the viewer had not watched.
  private let opened: [[TitleRating]]

  /// Rates what each viewer had done by the split's instant.
  init(_ split: Split, of log: WatchLog) {
    let formula = ImplicitRating()
    var (ratings, opened) = ([TitleRating](), [[TitleRating]]())
    for (row, viewer) in log.watching.enumerated() {
      let instant = split.instants[row]
      let all = formula.ratings(
        of: viewer.records.filter { $0.startSeconds < instant },
        details: (log.opened[viewer.viewer] ?? []).filter { $0.atSeconds < instant },
        asOfSeconds: instant)
      ratings += all.filter { $0.features.interest == 0 }
      opened.append(all.filter { $0.features.interest > 0 })
    }
    precondition(split.train.users.count == log.watching.count, "a row for each viewer")
    precondition(ratings.count == split.train.interactions.nonzeroCount, "a rating for each cell")
    (self.split, self.ratings, self.opened) = (split, ratings, opened)
  }

  /// The instant the split is cut at.
  var instant: Int64 { split.instants.first ?? 0 }

  /// The same split, its cells weighed by other coefficients.
  func weighed(by formula: ImplicitRating) throws -> Split {
    let matrix = split.train.interactions
    let train = try Dataset(
      interactions: InteractionMatrix(
        itemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets, columns: matrix.columns,
        weights: weights(by: formula)),
      times: split.train.times, items: split.train.items, users: split.train.users,
      documents: split.train.documents)
    return try Split(
      train: train, heldOut: split.heldOut, instants: split.instants, plan: split.plan)
  }

  /// The sum of all squared weights: what EASE's λ is measured against.
  func squares(by formula: ImplicitRating) -> Float {
    weights(by: formula).reduce(0) { $0 + $1 * $1 }
  }

  /// The opened pages of every viewer, as a live profile counts them.
  func openedPages(by formula: ImplicitRating) -> [[OpenedPage]] {
    opened.map { ratings in
      ratings.compactMap { rating in
        let weight = formula.weight(rating: 0, rating.features)
        return split.train.items.position(of: rating.title).flatMap {
          weight > 0 ? OpenedPage(item: Int32($0), weight: weight) : nil
        }
      }
    }
  }

  private func weights(by formula: ImplicitRating) -> [Float] {
    ratings.map {
      max(InteractionLog.leastWeight, formula.weight(rating: $0.rating, $0.features))
    }
  }
}
