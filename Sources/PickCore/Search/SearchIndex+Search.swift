public import PickModel

extension SearchIndex {
  /// What a query found.
  public struct Matches: Equatable, Sendable {
    /// How many titles match, listed or not.
    public let total: Int
    /// The best of them, best first.
    public let titles: [Title.ID]
  }

  /// The titles that match, best first, at most `limit` of them.
  ///
  /// Exact names come first, then beginnings, then initial consonants, then words and last the
  /// middles of words; within each, titles before casts. What only its genre makes match comes
  /// after all of them, and last what has the words in different fields ("배우 장르"). Equal ranks go
  /// by popularity, then by identifier.
  ///
  /// - Complexity: O(units of all names).
  public func search(_ query: String, limit: Int) -> Matches {
    guard let pattern = SearchPattern(query) else { return Matches(total: 0, titles: []) }
    let words = SearchPattern.words(of: query)
    var found = [[Int32]](repeating: [], count: SearchRank.count)
    var total = 0
    for title in titles.indices {
      guard let rank = rank(ofTitle: title, for: pattern) ?? rank(ofTitle: title, having: words)
      else { continue }
      total += 1
      if found[rank.order].count < limit { found[rank.order].append(Int32(title)) }
    }
    let best = found.joined().prefix(max(0, limit)).map { titles[Int($0)] }
    return Matches(total: total, titles: best)
  }

  private func rank(ofTitle title: Int, for pattern: SearchPattern) -> SearchRank? {
    var best: SearchRank?
    for field in Int(titleFields[title])..<Int(titleFields[title + 1]) {
      guard let place = place(of: pattern, inField: field) else { continue }
      let rank = SearchRank(place, in: fieldKinds[field])
      if best.map({ rank < $0 }) ?? true { best = rank }
    }
    return best
  }

  private func rank(ofTitle title: Int, having words: [SearchPattern]) -> SearchRank? {
    guard !words.isEmpty, words.allSatisfy({ rank(ofTitle: title, for: $0) != nil }) else {
      return nil
    }
    return .apart
  }

  /// The best place at which the pattern stands in one field; `nil` when it does not.
  private func place(of pattern: SearchPattern, inField field: Int) -> SearchRank.Place? {
    let units = units.span
    let start = Int(fieldStarts[field])
    let end = Int(fieldStarts[field + 1]) - 1
    let matchers = pattern.matchers.span
    let length = matchers.count
    guard end - start >= length else { return nil }
    let first = matchers[0]
    var isInside = false
    for position in start...(end - length) where first.matches(units[position]) {
      var matched = 1
      while matched < length, matchers[matched].matches(units[position + matched]) { matched += 1 }
      guard matched == length else { continue }
      if position == start {
        guard !pattern.hasInitials else { return .initials }
        let isWhole = end - start == length && units[end - 1] == pattern.lastUnit
        return isWhole ? .exact : .prefix
      }
      if wordStarts[position >> 6] >> UInt64(position & 63) & 1 == 1 { return .word }
      isInside = true
    }
    return isInside ? .inside : nil
  }
}
