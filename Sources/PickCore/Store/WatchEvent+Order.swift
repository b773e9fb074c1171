package import PickModel

extension WatchEvent {
  /// Oldest first; of two that began together the one with the lower identity.
  package static func began(_ left: WatchEvent, _ right: WatchEvent) -> Bool {
    (left.startedAt, left.id) < (right.startedAt, right.id)
  }

  /// Events as the stores keep them: viewer by viewer, identities ascending.
  package static func inTableOrder(_ events: [WatchEvent]) -> [WatchEvent] {
    func precedes(_ left: WatchEvent, _ right: WatchEvent) -> Bool {
      left.viewer == right.viewer ? left.id < right.id : left.viewer < right.viewer
    }
    let isSorted = zip(events, events.dropFirst()).allSatisfy { !precedes($1, $0) }
    return isSorted ? events : events.sorted(by: precedes)
  }
}
