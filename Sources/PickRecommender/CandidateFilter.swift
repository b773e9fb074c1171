/// Which titles may be recommended now.
public struct CandidateFilter: Equatable, Sendable {
  /// Whether titles of the history may come back (to continue them).
  public let includesSeen: Bool
  private let allowed: [Bool]?

  /// Every title, whether or not seen ones count.
  public static func all(includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: nil)
  }

  /// Only titles whose entry in `allowed` is true; titles past its end are no candidates.
  public static func only(_ allowed: [Bool], includesSeen: Bool = false) -> CandidateFilter {
    CandidateFilter(includesSeen: includesSeen, allowed: allowed)
  }

  /// Whether the title may be recommended.
  public func contains(_ title: TitleIndex) -> Bool {
    guard let allowed else { return true }
    return title.position < allowed.count && allowed[title.position]
  }
}
