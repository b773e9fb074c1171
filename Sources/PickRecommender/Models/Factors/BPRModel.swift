/// User and item factors learned by ranking pairs; a score is x·y + bias.
public struct BPRModel: FactorScoring {
  /// The factors of the users the model was fitted on; the last number of a row is 1.
  public let users: FactorMatrix
  /// The factors of the items; the last number of a row is the item's bias.
  public let items: FactorMatrix
  /// Items drawn as often as they are watched: what a folded-in history is held against.
  private let others: [Int32]
  private let step: PairwiseStep
  /// How often a history is passed over when it is folded in.
  private static let passes = 20

  /// A model from what was learned and how.
  init(users: FactorMatrix, items: FactorMatrix, others: [Int32], step: PairwiseStep) {
    self.users = users
    self.items = items
    self.others = others
    self.step = step
  }

  /// Number of items a score is given for.
  public var itemCount: Int { items.rowCount }

  /// The factors of a history, padded as a row of `items` is: the steps of the fit with the items
  /// standing still, from zero, over items drawn by a fixed rule; zeros when nothing was liked.
  ///
  /// - Complexity: O(history × factors).
  public func factors(of history: UserHistory) -> [Float] {
    let known = history.entries.filter { $0.item.position >= 0 && $0.item.position < itemCount }
    return factors(
      seen: known.map(\.item.rawValue), liked: known.filter { $0.weight > 0 }.map(\.item.rawValue))
  }

  /// The factors of every row of a matrix, folded in as `score` does.
  public func factors(of matrix: InteractionMatrix, threads: Int) -> FactorMatrix {
    var rows = FactorMatrix(rowCount: matrix.userCount, factors: items.factors)
    let width = rows.stride
    SharedBuffer.lend(&rows.values) { rows in
      Parallel.forEach(matrix.userCount, chunk: 64, threads: threads) { _, range in
        for user in range {
          let seen = Array(matrix.columns[matrix.cells(of: UserIndex(user))])
          let row = factors(seen: seen, liked: seen)
          for factor in 0..<width { rows[user * width + factor] = row[factor] }
        }
      }
    }
    return rows
  }

  /// Overwrites `scores` with x·y + bias for each item, 0 when the history says nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    FactorScores.fill(&scores, items: items, vector: factors(of: request.history))
  }

  /// `seen` ascends and holds all of `liked`.
  private func factors(seen: [Int32], liked: [Int32]) -> [Float] {
    var row = [Float](repeating: 0, count: items.stride)
    guard !liked.isEmpty else { return row }
    row[items.factors - 1] = 1
    var random = PCG32(seed: UInt64(liked.count))
    for _ in 0..<Self.passes {
      for item in liked {
        let other = others[random.below(others.count)]
        guard !SortedColumns.contains(other, in: seen.span) else { continue }
        step.improve(&row, likes: Int(item), over: Int(other), items: items)
      }
    }
    return row
  }
}
