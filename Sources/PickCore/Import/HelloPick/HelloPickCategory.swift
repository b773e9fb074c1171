import PickModel

/// Which of the five pages the original's three category columns mean.
///
/// `category_h` knows only TV드라마, TV방송 and 영화. Children's programmes and animation are inside
/// TV방송 and told apart by `category_l`, then `ct_cl`. An animated film stays a film.
enum HelloPickCategory {
  /// The page; `nil` when all three columns are empty.
  static func category(high: String, low: String, contentClass: String) -> Category? {
    if high.contains("영화") { return .film }
    if high.contains("드라마") { return .drama }
    if let special = special(low) ?? special(contentClass) { return special }
    guard high.isEmpty else { return .broadcast }
    let rest = low + contentClass
    if rest.contains("영화") { return .film }
    if rest.contains("드라마") { return .drama }
    return rest.isEmpty ? nil : .broadcast
  }

  private static func special(_ name: String) -> Category? {
    if ["키즈", "어린이", "유아"].contains(where: name.contains) { return .kids }
    return name.contains("애니") ? .animation : nil
  }
}
