/// Which items may be recommended now.
public struct CandidateFilter: Equatable, Sendable {
  /// Whether items of the history may come back (to continue them).
  public let includesSeen: Bool
  let allowed: [Bool]?

  /// Every item, whether or not seen ones count.
  public static func all(includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: nil)
  }

  /// Only items whose entry in `allowed` is true; items past its end are no candidates.
  public static func only(_ allowed: [Bool], includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: allowed)
  }

  /// Whether the item may be recommended.
  public func contains(_ item: ItemIndex) -> Bool {
    guard let allowed else { return true }
    return item.position < allowed.count && allowed[item.position]
  }
}
