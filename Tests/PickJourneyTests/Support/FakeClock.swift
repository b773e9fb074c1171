import Foundation
import PickTestRunning
import Testing

/// A clock on the wall that a test can turn: libfaketime gives it to a program unchanged.
///
/// Only the time of day is turned. Waiting (the monotonic clock) goes on as ever, so that nothing
/// in the program runs faster than it would.
struct FakeClock {
  private let file: String

  /// A clock that shows the real time.
  init(in home: Home) throws {
    file = home.path + "/clock"
    try turn(by: "+0")
  }

  /// Turns the clock to the real time and an offset as in `+40m` or `+8d`.
  func turn(by offset: String) throws {
    try Data((offset + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
  }

  /// What a program's environment needs to see this clock.
  func variables() throws -> [String: String] {
    let library = try #require(Need.faketime.found, "faketime is missing: run scripts/prepare test")
    return [
      "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    ]
  }
}
