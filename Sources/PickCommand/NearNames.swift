/// The names that are close to one that was written wrong.
///
///     NearNames(["import", "train"]).question(after: "imprt")  // " Did you mean import?"
package struct NearNames: Sendable {
  /// Names that are offered at most.
  private static let limit = 3
  /// Longer names are not compared, so that a text of any length costs no time.
  private static let longest = 200

  private let known: [String]

  /// Names that could have been meant, in the order of their importance.
  package init(_ known: [String]) { self.known = known }

  /// The known names that are near, the nearest first: those that begin with it or hold it, and those
  /// that a few slips of the keys lead to (one in three letters at most).
  package func near(_ name: String) -> [String] {
    let asked = Array(name.lowercased().unicodeScalars)
    guard (1...Self.longest).contains(asked.count) else { return [] }
    let ranked = known.enumerated().compactMap { place, candidate -> (Int, Int, String)? in
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard (1...Self.longest).contains(letters.count) else { return nil }
      guard let rank = Self.rank(asked, letters) else { return nil }
      return (rank, place, candidate)
    }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(Self.limit).map(\.2)
  }

  /// " Did you mean import or export?", or nothing where no name is near.
  package func question(after name: String) -> String {
    let near = near(name)
    guard let last = near.last else { return "" }
    let first = near.dropLast().joined(separator: ", ")
    return " Did you mean \(first.isEmpty ? last : "\(first) or \(last)")?"
  }

  /// How far a candidate is, 0 for the same letters; `nil` when it is not near.
  private static func rank(_ asked: [Unicode.Scalar], _ letters: [Unicode.Scalar]) -> Int? {
    let slips = distance(asked, letters)
    if slips <= max(1, asked.count / 3), slips < max(asked.count, letters.count) { return slips }
    guard asked.count > 1 else { return nil }
    if letters.starts(with: asked) { return asked.count }
    return isPart(asked, of: letters) ? asked.count + 1 : nil
  }

  private static func isPart(_ part: [Unicode.Scalar], of whole: [Unicode.Scalar]) -> Bool {
    guard part.count <= whole.count else { return false }
    return (0...whole.count - part.count).contains { whole[$0...].starts(with: part) }
  }

  /// Letters to be put in, left out, replaced or exchanged with their neighbour.
  ///
  /// - Note: Damerau, "A technique for computer detection and correction of spelling errors", 1964,
  ///   as optimal string alignment.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var next = [row + 1] + [Int](repeating: 0, count: right.count)
      for (column, other) in right.enumerated() {
        let replaced = last[column] + (letter == other ? 0 : 1)
        next[column + 1] = min(replaced, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          next[column + 1] = min(next[column + 1], beforeLast[column - 1] + 1)
        }
      }
      (beforeLast, last) = (last, next)
    }
    return last[right.count]
  }
}
