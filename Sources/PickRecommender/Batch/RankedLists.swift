/// The lists of many users, written by several threads.
struct RankedLists {
  private let depth: Int
  private var items: [Int32]
  private var scores: [Double]
  private var counts: [Int32]

  /// Room for lists of at most `depth` items.
  init(userCount: Int, depth: Int) {
    self.depth = max(0, depth)
    items = Array(repeating: 0, count: userCount * self.depth)
    scores = Array(repeating: 0, count: userCount * self.depth)
    counts = Array(repeating: 0, count: userCount)
  }

  /// Where threads put lists; each user's must be written by one thread only.
  struct Writer: Sendable {
    fileprivate let depth: Int
    fileprivate let items: SharedBuffer<Int32>
    fileprivate let scores: SharedBuffer<Double>
    fileprivate let counts: SharedBuffer<Int32>

    /// Keeps a user's list.
    func store(_ list: [ScoredItem], of user: Int) {
      for (rank, entry) in list.prefix(depth).enumerated() {
        items[user * depth + rank] = entry.item.rawValue
        scores[user * depth + rank] = entry.score
      }
      counts[user] = Int32(min(depth, list.count))
    }
  }

  /// Lends the lists to be written.
  mutating func fill(_ body: (Writer) -> Void) {
    var (items, scores, counts) = (items, scores, counts)
    let depth = depth
    SharedBuffer.lend(&items) { items in
      SharedBuffer.lend(&scores) { scores in
        SharedBuffer.lend(&counts) { counts in
          body(Writer(depth: depth, items: items, scores: scores, counts: counts))
        }
      }
    }
    (self.items, self.scores, self.counts) = (items, scores, counts)
  }

  /// The lists, by user.
  var lists: [[ScoredItem]] {
    counts.indices.map { user in
      (0..<Int(counts[user])).map {
        ScoredItem(item: ItemIndex(items[user * depth + $0]), score: scores[user * depth + $0])
      }
    }
  }
}
