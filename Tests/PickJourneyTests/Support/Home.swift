import Foundation
import PickTestRunning
import PickTestSupport
import Testing

/// A home directory of one test's own: the programs find their files in it as they would anywhere.
final class Home {
  /// What a demo world's viewers sign in with.
  static let password = "pick-demo"
  /// A viewer whose history fills every shelf.
  static let viewer = "1000000001"
  /// A viewer who has watched nothing.
  static let newcomer = "1000000002"

  private let directory: ScratchDirectory

  /// Its path.
  var path: String { directory.path }
  /// Where databases are.
  var data: String { path + "/.local/share/pick" }
  /// Where session and log are.
  var state: String { path + "/.local/state/pick" }
  /// The demo world.
  var demo: String { data + "/demo.sqlite" }
  /// The database that imports go to.
  var database: String { data + "/pick.sqlite" }

  /// An empty home.
  init() throws {
    directory = try ScratchDirectory()
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
  }

  /// A home with a small demo world and its model, so that no program trains in the background.
  static func withDemo() throws -> Home {
    let home = try Home()
    try FileManager.default.removeItem(atPath: home.data)
    try FileManager.default.copyItem(atPath: try DemoTemplate.shared.get(), toPath: home.data)
    return home
  }

  /// Runs `pickctl` to its end.
  @discardableResult
  func pickctl(_ arguments: String..., input: String = "") throws -> Programs.Outcome {
    let outcome = try Programs.run(arguments, home: path, input: input)
    guard outcome.status == 0 else { throw Refused(outcome: outcome) }
    return outcome
  }

  /// `pickctl` did not do what was wanted.
  struct Refused: Error {
    let outcome: Programs.Outcome
  }

  /// Writes a file and gives back its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// Writes a file and gives back its path.
  @discardableResult
  func write(_ bytes: Data, to name: String) throws -> String {
    let file = path + "/" + name
    let directory = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try bytes.write(to: URL(fileURLWithPath: file))
    return file
  }

  /// The file of the session that is kept; `nil` when there is none.
  var sessionFile: String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state)) ?? []
    return names.first { $0.hasPrefix("session-") && !$0.contains(".") }.map { state + "/" + $0 }
  }

  /// What was logged so far.
  var log: String {
    (try? String(contentsOfFile: state + "/pick.log", encoding: .utf8)) ?? ""
  }
}

/// The world every test gets a copy of; made once, until today, so that all its shelves are full.
private enum DemoTemplate {
  /// A directory with database, key and model; removed when the tests end.
  static let shared = Result { try make() }

  private static let directory = NSTemporaryDirectory() + "pick-test-world-\(getpid())"

  private static func make() throws -> String {
    atexit { try? FileManager.default.removeItem(atPath: DemoTemplate.directory) }
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    let database = directory + "/demo.sqlite"
    for command in [
      ["demo", "create", "--viewers", "60", "--titles", "150", "--days", "21"], ["train"],
    ] {
      let outcome = try Programs.run(command + ["--data", database], home: directory)
      guard outcome.status == 0 else { throw Home.Refused(outcome: outcome) }
    }
    return directory
  }
}

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
