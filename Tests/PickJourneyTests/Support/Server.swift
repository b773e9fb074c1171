import Foundation
import Glibc
import PickModel
import PickStore
import PickStoreSQLite
import PickTestRunning

/// A real `pickd` on loopback with a demo world of its own; ended with the test.
final class Server {
  /// Where the server keeps its database.
  let home: Home
  private var process: Process?
  private var port = 0

  /// Starts a server on any free port.
  init() throws {
    home = try Home.withDemo()
    try start()
  }

  deinit { kill() }

  /// What `pick` is told.
  var arguments: [String] { ["--server", "http://127.0.0.1:\(port)"] }

  /// Starts the server, again on the port it had.
  func start() throws {
    let log = home.path + "/pickd.log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Programs.path("pickd"))
    process.arguments = ["--port", String(port), "--database", "sqlite:\(home.demo)"]
    process.environment = Programs.environment(home: home.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    self.process = process
    try waitHere(for: "pickd to say that it listens", found: { Self.text(of: log) }) {
      Self.port(in: log) != nil || !process.isRunning
    }
    guard let port = Self.port(in: log) else { throw NotListening(log: Self.text(of: log)) }
    self.port = port
  }

  /// The server ended before it said that it listens.
  struct NotListening: Error {
    let log: String
  }

  /// Ends the server without a word.
  func kill() {
    guard let process, process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    self.process = nil
  }

  /// Playbacks of the demo world's first viewer that the server stored since `start`.
  func playbacks(since start: Instant) async throws -> [WatchEvent] {
    let database = try SQLiteDatabase.open(readOnly: home.demo)
    defer { try? database.close() }
    let viewer = try await database.account(number: Home.viewer)?.account.viewer
    let end = Instant(millisecondsSince1970: .max)
    let events = try await database.history(of: viewer ?? .init(1), before: end)
    return events.filter { $0.startedAt >= start && $0.source == .player }
  }

  private static func text(of log: String) -> String {
    (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
  }

  /// The port in the line that says `listening`.
  private static func port(in log: String) -> Int? {
    let line = text(of: log).split(separator: "\n").first { $0.contains("\"listening\"") }
    guard let line, let key = line.range(of: "\"port\":") else { return nil }
    return Int(line[key.upperBound...].drop { !$0.isNumber }.prefix(while: \.isNumber))
  }
}
