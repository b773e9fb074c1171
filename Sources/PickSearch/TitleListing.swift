public import PickModel

/// Titles by words, a filter and an order: one rule for an engine and for pages kept on a device.
public enum TitleListing {
  /// The places of titles that match and pass, in the filter's order.
  ///
  /// Without words every title matches, unless nothing at all was asked for and `listsAll` is not set.
  ///
  /// - Parameters:
  ///   - query: the words searched for.
  ///   - filter: what is wanted.
  ///   - titles: all titles, as the index was built from them.
  ///   - index: finds them by words.
  ///   - listsAll: whether every title is meant where nothing at all was asked for.
  ///   - order: all places in an order that the index does not know: by year, or by name.
  ///   - isWanted: whether a place passes what a title does not say itself.
  /// - Returns: places among `titles`.
  public static func places(
    of query: String, _ filter: TitleFilter, among titles: [Title], in index: SearchIndex,
    listsAll: Bool = false, order: (TitleOrder) -> [Int32], where isWanted: (Int) -> Bool
  ) -> [Int32] {
    let isBrowsing = query.allSatisfy(\.isWhitespace)
    if isBrowsing, filter == .none, !listsAll { return [] }
    let isOpen = filter.isOpen
    return listed(query, filter.order, titles.count, index, order, isBrowsing: isBrowsing)
      .filter { place in
        (isOpen || filter.passes(titles[Int(place)])) && isWanted(Int(place))
      }
  }

  /// The places that match, in an order.
  private static func listed(
    _ query: String, _ wanted: TitleOrder, _ count: Int, _ index: SearchIndex,
    _ order: (TitleOrder) -> [Int32], isBrowsing: Bool
  ) -> [Int32] {
    let all =
      switch wanted {
      case .fitting, .popular: index.popularFirst
      case .new, .name, .englishName: order(wanted)
      }
    guard !isBrowsing else { return all }
    let found = index.search(query, limit: count).places
    return wanted == .fitting ? found : inOrder(all, found, count)
  }

  /// The places of `found` as they stand in `all`.
  private static func inOrder(_ all: [Int32], _ found: [Int32], _ count: Int) -> [Int32] {
    var isFound = [Bool](repeating: false, count: count)
    for place in found { isFound[Int(place)] = true }
    return all.filter { isFound[Int($0)] }
  }

  /// All places, the latest year first, then what came into the catalogue last; unknown years last.
  public static func newestFirst(_ titles: [Title]) -> [Int32] {
    let keys = titles.indices.map { place in
      (titles[place].year ?? .min, titles[place].addedAt.millisecondsSince1970, Int32(place))
    }
    return keys.sorted { ($1.0, $1.1, $0.2) < ($0.0, $0.1, $1.2) }.map(\.2)
  }
}
