import Foundation

/// A directory of one test's own, removed with it.
struct ScratchDirectory: ~Copyable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "pick-demo-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
