public import PickModel

/// All titles at one version of the catalogue: an immutable value that any number of pages share.
///
/// Titles are kept once, by ascending identifier, and found by halving: a dictionary beside them
/// would cost start-up time and memory that nothing gives back.
public struct CatalogSnapshot: Sendable {
  /// The version of the catalogue the titles were read at.
  public let version: Int64
  /// All titles, by ascending identifier.
  public let titles: [Title]

  /// A snapshot of `titles`, which may come in any order.
  public init(version: Int64, titles: [Title]) {
    self.version = version
    let isSorted = zip(titles, titles.dropFirst()).allSatisfy { $0.id < $1.id }
    self.titles = isSorted ? titles : titles.sorted { $0.id < $1.id }
  }

  /// The title of that identity; `nil` when the catalogue has none.
  public subscript(id: Title.ID) -> Title? {
    position(of: id).map { titles[$0] }
  }

  /// Where a title stands in `titles`; `nil` when it is not there.
  public func position(of id: Title.ID) -> Int? {
    var low = 0
    var high = titles.count
    while low < high {
      let middle = (low + high) / 2
      if titles[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < titles.count && titles[low].id == id ? low : nil
  }
}
