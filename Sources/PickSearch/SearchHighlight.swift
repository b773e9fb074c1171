import PickModel

/// Finds the characters of a name that a query matches, by the rules of the search.
public struct SearchHighlight: Sendable {
  /// The patterns to look for, the best first; the first that stands in the name counts.
  private let tries: [[SearchPattern]]

  /// What `query` may match: all of it, its words apart, and the Hangul of the same keys.
  public init(_ query: String) {
    let texts = [query] + (TwoSetKeyboard.hangul(typedAs: query).map { [$0] } ?? [])
    tries = texts.flatMap { text -> [[SearchPattern]] in
      let words = SearchPattern.words(of: text)
      return (SearchPattern(text).map { [[$0]] } ?? []) + (words.isEmpty ? [] : [words])
    }
  }

  /// The places of the characters of `name` that match; none when it matches by something else.
  public func places(in name: String) -> Set<Int> {
    guard !tries.isEmpty else { return [] }
    var units: [UInt16] = []
    var owners: [Int] = []
    var folding = SearchFolding()
    for (place, character) in name.enumerated() {
      folding.fold(String(character)) { unit, _ in
        units.append(unit)
        owners.append(place)
      }
    }
    for patterns in tries {
      let found = patterns.compactMap { Self.range(of: $0, in: units) }
      if !found.isEmpty { return Set(found.joined().map { owners[$0] }) }
    }
    return []
  }

  private static func range(of pattern: SearchPattern, in units: [UInt16]) -> Range<Int>? {
    let length = pattern.matchers.count
    guard length > 0, units.count >= length else { return nil }
    return (0...(units.count - length)).lazy.map { $0..<($0 + length) }.first { range in
      zip(pattern.matchers, units[range]).allSatisfy { $0.matches($1) }
    }
  }
}
