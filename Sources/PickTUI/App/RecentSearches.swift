import PickClient
import PickModel

extension AppModel {
  /// Remembers words that were searched for and found something; in a lobby for this visit only.
  mutating func note(search words: String) -> [Effect] {
    recentSearches = Self.bounded([words] + recentSearches.filter { $0 != words })
    guard options.kiosk == nil, case .signedIn(let viewer) = session else { return [] }
    return [.keepSearches(recentSearches, viewer)]
  }

  /// Asks for what the viewer searched for in an earlier run; a lobby's visitors have none.
  func recallSearches(of viewer: Viewer.ID) -> [Effect] {
    options.kiosk == nil ? [.recallSearches(viewer)] : []
  }

  /// Takes what an earlier run kept, behind what was searched for meanwhile.
  mutating func recall(_ searches: [String], of viewer: Viewer.ID) -> [Effect] {
    guard session == .signedIn(viewer) else { return [] }
    let known = recentSearches
    recentSearches = Self.bounded(known + searches.filter { !known.contains($0) })
    return []
  }

  /// Forgets what the viewer searched for on this device, too, as they sign out.
  func forgettingSearches() -> [Effect] {
    guard options.kiosk == nil, case .signedIn(let viewer) = session else { return [] }
    return [.keepSearches([], viewer)]
  }

  private static func bounded(_ searches: [String]) -> [String] {
    Array(searches.prefix(KeptSearches.mostSearches))
  }
}
