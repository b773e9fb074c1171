import PickModel

extension Explanation {
  /// How many summands are listed; the others are summed up in `rest`.
  static let listedParts = 8

  /// An explanation whose score is the sum of what it lists, to the bit.
  init(title: TitleReference, parts: [Part], rank: Int?, excluded: Exclusion?) {
    let sorted = parts.enumerated().sorted { left, right in
      let magnitudes = (abs(left.element.contribution), abs(right.element.contribution))
      return magnitudes.0 != magnitudes.1
        ? magnitudes.0 > magnitudes.1 : left.offset < right.offset
    }
    .map(\.element)
    let listed = Array(sorted.prefix(Self.listedParts))
    let rest = sorted.dropFirst(Self.listedParts).reduce(0) { $0 + $1.contribution }
    self.init(
      title: title, score: listed.reduce(0) { $0 + $1.contribution } + rest, rank: rank,
      parts: listed, rest: rest, excluded: excluded)
  }
}
