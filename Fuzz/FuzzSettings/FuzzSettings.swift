import FuzzKit
import PickModel
import TOMLKit

/// What the walk over a file of settings lets pass, its parser takes without harm, and the parser
/// finds no key at the top that the walk did not show.
@main struct FuzzSettings {
  static func main() {
    Fuzzer.run { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      var shown: Set<String> = []
      do {
        try TOMLOutline.walk(text) { entry in
          precondition(entry.path.count <= TOMLOutline.depth)
          precondition(entry.path.allSatisfy { OutsideName.isPlain($0) })
          if let first = entry.path.first { shown.insert(first) }
        }
      } catch { return }
      guard let table = try? TOMLTable(string: text) else { return }
      for key in table.keys where OutsideName.isPlain(key) && !text.contains("\\") {
        precondition(shown.contains(key))
      }
    }
  }
}
