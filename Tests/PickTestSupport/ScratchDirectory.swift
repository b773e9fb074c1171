import Foundation

/// A directory of one test's own, removed with the value.
public final class ScratchDirectory: Sendable {
  /// Its path, without a slash at the end.
  public let path: String

  /// Makes the directory.
  public init() throws {
    path = NSTemporaryDirectory() + "pick-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in it.
  public func file(_ name: String) -> String { path + "/" + name }
}
