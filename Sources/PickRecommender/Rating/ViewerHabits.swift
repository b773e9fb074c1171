/// When a viewer watches and what kinds of titles, over everything they watched.
///
/// A title is compared with the *other* titles of the viewer: nothing vouches for itself.
struct ViewerHabits {
  /// Hours either side that count as the same time of day.
  static let hourReach = 2

  private var secondsByHour = [Int64](repeating: 0, count: 24)
  private var secondsByGenre: [String: Int64] = [:]
  private var timedSeconds: Int64 = 0
  private var seconds: Int64 = 0

  /// Sums up what was watched.
  init(_ records: some Sequence<WatchRecord>) {
    for record in records { count(record) }
  }

  /// How one title fits the habits the viewer's other titles show.
  ///
  /// - Parameter events: all of the title's events, which are among those summed up.
  /// - Returns: of the seconds spent on other titles, the share at about the hours this one was
  ///   watched (the mean over its events), and the share in its best-liked genre. Both in [0, 1],
  ///   and 0 when no other title was watched.
  func fit(of events: ArraySlice<WatchRecord>) -> (hour: Float, genre: Float) {
    let own = ViewerHabits(events)
    return (hourFit(of: events, own), genreInterest(in: events, own))
  }

  private func hourFit(of events: ArraySlice<WatchRecord>, _ own: ViewerHabits) -> Float {
    let others = timedSeconds - own.timedSeconds
    let hours = events.compactMap(\.hour)
    guard others > 0, !hours.isEmpty else { return 0 }
    var near: Int64 = 0
    for hour in hours {
      for shift in -Self.hourReach...Self.hourReach {
        let other = (Int(hour) + shift + 24) % 24
        near += secondsByHour[other] - own.secondsByHour[other]
      }
    }
    return Float(Double(near) / Double(others) / Double(hours.count))
  }

  private func genreInterest(in events: ArraySlice<WatchRecord>, _ own: ViewerHabits) -> Float {
    let others = seconds - own.seconds
    guard others > 0, let genres = events.first?.genres else { return 0 }
    let best = genres.map { (secondsByGenre[$0] ?? 0) - (own.secondsByGenre[$0] ?? 0) }.max() ?? 0
    return Float(Double(best) / Double(others))
  }

  private mutating func count(_ record: WatchRecord) {
    let watched = Int64(max(0, record.watchedSeconds))
    seconds += watched
    for genre in record.genres { secondsByGenre[genre, default: 0] += watched }
    guard let hour = record.hour else { return }
    secondsByHour[Int(hour)] += watched
    timedSeconds += watched
  }
}
