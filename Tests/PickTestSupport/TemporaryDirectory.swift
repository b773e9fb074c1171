import Foundation

/// A directory that is gone when the test is over.
package struct TemporaryDirectory: Sendable {
  package let path: String

  package static func with(_ body: (TemporaryDirectory) async throws -> Void) async throws {
    let name = "pick-store-\(UUID().uuidString)"
    let path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(TemporaryDirectory(path: path))
  }

  package func file(_ name: String) -> String { "\(path)/\(name)" }

  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
