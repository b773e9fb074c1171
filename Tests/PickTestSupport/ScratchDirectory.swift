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

  deinit {
    keepLogs()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Copies the logs of the programs a test ran to where `scripts/test` looks for planted secrets.
  private func keepLogs() {
    guard let kept = ProcessInfo.processInfo.environment["PICK_TEST_LOGS"] else { return }
    let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for file in files where file.hasSuffix(".log") {
      try? FileManager.default.copyItem(
        atPath: self.file(file), toPath: "\(kept)/\(UUID().uuidString).log")
    }
  }

  /// The path of something in it.
  public func file(_ name: String) -> String { path + "/" + name }
}
