public import PickModel

extension TitleFilter {
  /// The parameters of a query that say what is wanted; nothing for what is not.
  public var queryParameters: [(String, String)] {
    let all: [(String, String?)] = [
      ("category", category?.wireName), ("genre", genre),
      ("year_from", years?.first.map(String.init)), ("year_to", years?.last.map(String.init)),
      ("age", age.map { String($0.rawValue) }), ("unseen", isUnseen ? "true" : nil),
      ("length", length?.wireName), ("order", order == .fitting ? nil : order.wireName),
      ("adult", leavesOutAdult ? "false" : nil),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }
}
