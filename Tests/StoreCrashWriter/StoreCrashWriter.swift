import Glibc
import PickModel
import PickStore
import PickStoreSQLite

/// Appends one event after another and acknowledges each on standard output, until it is killed.
///
///     StoreCrashWriter FILE FIRST SECONDS
///
/// Event number n begins n seconds after SECONDS since 1970; FIRST is the first number. Each is a
/// running playback first, so that a kill may also fall between checkpoint and event.
@main
struct StoreCrashWriter {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let first = UInt64(arguments[2]), let base = Int64(arguments[3])
    else { exit(64) }
    let database = try SQLiteDatabase.open(path: arguments[1], mode: .existing)
    var number = first
    while true {
      let start = Instant(secondsSince1970: base + Int64(number))
      let event = WatchEvent(
        id: EventID(at: start, rest: (0, number)), viewer: Viewer.ID(101), asset: Asset.ID(11),
        startedAt: start, watchedSeconds: 6_000, endPosition: 6_000, source: .player)
      try await database.save(PlaybackCheckpoint(event: event, takenAt: start))
      try await database.append([event])
      acknowledge(number)
      number += 1
    }
  }

  private static func acknowledge(_ number: UInt64) {
    let line = Array("\(number)\n".utf8)
    guard write(STDOUT_FILENO, line, line.count) == line.count else { exit(74) }
  }
}
