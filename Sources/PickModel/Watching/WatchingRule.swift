/// The numbers behind "watched": from where on a part is finished, and from when on it is begun.
///
/// docs/watching.md has the whole rule. It is decided where the history is: in `pick` on its own
/// database, at the server otherwise.
public struct WatchingRule: Hashable, Sendable, Codable {
  /// The rule as it is without a configuration.
  public static let standard = WatchingRule()

  /// The share of the running time before which nothing is finished, in percent, 1 to 100.
  public var finishedPercent = 90
  /// The end of a part that may be missed, in seconds, >= 0: the credits.
  public var creditsSeconds = 480

  /// The values a configuration may give `finishedPercent`.
  public static let percents = 1...100
  /// The values a configuration may give `creditsSeconds`: up to a day.
  public static let credits = 0...86_400

  /// Seconds of a view from which on it is one, where the running time allows for as many.
  ///
  /// docs/decisions/moments.md has what other services do.
  public static let leastSeconds = 30
  /// The same where no running time is known.
  public static let leastSecondsUnmeasured = 5
  /// A view of this share of the running time is one, however short: one in so many.
  public static let leastShare = 20

  /// The rule with its default numbers.
  public init() {}

  /// The position from which on a part is finished, in seconds: the later one of
  /// `finishedPercent` and the beginning of the last `creditsSeconds`.
  public func finishLine(runningSeconds: Int) -> Int {
    let running = max(0, runningSeconds)
    let percent = min(100, max(1, finishedPercent))
    // In two steps, so that no running time is too long to be multiplied.
    let share = running / 100 * percent + (running % 100 * percent + 99) / 100
    return max(share, running - min(running, max(0, creditsSeconds)))
  }

  /// Seconds watched at one go from which on a part counts as begun.
  public func leastSeconds(runningSeconds: Int?) -> Int {
    guard let runningSeconds else { return Self.leastSecondsUnmeasured }
    return max(1, min(Self.leastSeconds, runningSeconds / Self.leastShare))
  }
}

extension WatchEvent {
  /// Whether the viewer takes back that the part was watched: a mark that says "at its start".
  public var takesBack: Bool { source == .marked && endPosition == 0 }

  /// Whether the event says that the viewer wanted the part: it was watched, rated or marked.
  ///
  /// A second of watching is evidence of interest, whether or not it moves anything on home.
  public var isEvidence: Bool {
    !takesBack && (watchedSeconds > 0 || statedPreference != nil || source == .marked)
  }

  /// The events (oldest first within a viewer) that stand: without the marks that were taken back
  /// and what took them back.
  public static func standing(_ events: [WatchEvent]) -> [WatchEvent] {
    guard events.contains(where: \.takesBack) else { return events }
    struct Key: Hashable {
      let viewer: Viewer.ID
      let asset: Asset.ID
    }
    var marks: [Key: Int] = [:]
    var dropped: Set<Int> = []
    for (index, event) in events.enumerated() where event.source == .marked {
      let key = Key(viewer: event.viewer, asset: event.asset)
      if event.takesBack {
        dropped.insert(index)
        if let mark = marks.removeValue(forKey: key) { dropped.insert(mark) }
      } else if marks[key] != nil {
        dropped.insert(index)
      } else {
        marks[key] = index
      }
    }
    return events.indices.filter { !dropped.contains($0) }.map { events[$0] }
  }
}
