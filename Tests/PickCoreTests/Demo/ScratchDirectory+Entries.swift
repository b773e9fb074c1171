import Foundation
import PickTestSupport

extension ScratchDirectory {
  /// Names of what is in it, sorted.
  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
