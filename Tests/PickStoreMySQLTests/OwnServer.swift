import Foundation
import Glibc
import PickStore
import PickTestSupport

/// A MariaDB server of one test, which may be stopped and continued under it.
struct OwnServer {
  let address: MySQLAddress
  private let directory: String

  /// Starts a server with an empty database, and ends it afterwards.
  static func with(_ body: (OwnServer) async throws -> Void) async throws {
    let directory = try Scripts.temporaryName("pick-mariadb")
    let output = try Scripts.run("mariadb", "start", directory)
    defer { _ = try? Scripts.run("mariadb", "stop", directory) }
    let text = output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard case .mysql(let root) = try DatabaseLocation(text + "/mysql") else {
      throw Scripts.Failed(output: output)
    }
    let server = MariaDBServer(address: root)
    try await server.withDatabase { address in
      try await body(OwnServer(address: address, directory: directory))
    }
  }

  /// Sends the server a signal.
  func send(_ signal: Int32) throws {
    let text = try String(contentsOfFile: directory + "/pid", encoding: .utf8)
    guard let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw Scripts.Failed(output: text)
    }
    kill(pid, signal)
  }
}

/// The project's scripts, run by tests.
enum Scripts {
  struct Failed: Error { let output: String }

  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts").path

  static func temporaryName(_ prefix: String) throws -> String {
    let name = "\(prefix)-\(UUID().uuidString)"
    return FileManager.default.temporaryDirectory.appending(path: name).path
  }

  /// Runs a script to its end and returns what it printed.
  ///
  /// Into a file: a server that it leaves running would hold a pipe open.
  @discardableResult
  static func run(_ script: String, _ arguments: String...) throws -> String {
    let file = try temporaryName("pick-script")
    _ = FileManager.default.createFile(atPath: file, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let process = Process()
    process.executableURL = URL(filePath: directory + "/" + script)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: file)
    try process.run()
    process.waitUntilExit()
    let output = try String(contentsOfFile: file, encoding: .utf8)
    guard process.terminationStatus == 0 else { throw Failed(output: output) }
    return output
  }
}
