import Foundation

@testable import PickTerminal
@testable import pick

/// A home of its own for one test, removed with it.
final class Room: Sendable {
  let home: String

  init() throws {
    home =
      FileManager.default.temporaryDirectory
      .appending(path: "pick-room-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  var environment: Environment {
    Environment(variables: ["HOME": home, "TMPDIR": home], executable: "\(home)/bin/pick")
  }

  /// Writes a file below the home and says where it is.
  func write(_ text: String, to name: String) throws -> String {
    let path = "\(home)/\(name)"
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
