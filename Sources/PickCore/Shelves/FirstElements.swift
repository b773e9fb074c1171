import PickModel

extension Sequence {
  /// The first `count` elements that `transform` makes something of.
  ///
  /// It is asked once for each element and for no more than are needed; a lazy collection's
  /// `prefix` asks three times, to find its end, to count and to copy.
  func first<Made>(_ count: Int, _ transform: (Element) -> Made?) -> [Made] {
    var made: [Made] = []
    guard count > 0 else { return made }
    for element in self {
      guard let one = transform(element) else { continue }
      made.append(one)
      if made.count == count { break }
    }
    return made
  }
}

extension CatalogSnapshot {
  /// The first `count` titles that pass, of those at `places`, in their order.
  func first(
    _ count: Int, at places: some Sequence<Int32>, where passes: (Title) -> Bool
  ) -> [Title] {
    // A title is large: it is copied once it has passed.
    places.first(count) { passes(titles[Int($0)]) ? titles[Int($0)] : nil }
  }
}
