import FuzzKit

@testable import PickServer

/// Whatever a form holds, a field that is read is within its bounds, and `line` is one line.
@main struct FuzzForm {
  static func main() {
    Fuzzer.run { bytes in
      guard let fields = try? FormFields(String(decoding: bytes, as: UTF8.self)) else { return }
      for name in ["code", "number", "password", "decision", "lang"] {
        if let text = try? fields.text(name, 0...32) {
          precondition(text.unicodeScalars.count <= 32 && !text.unicodeScalars.contains("\0"))
        }
        if let line = try? fields.line(name, 0...150) {
          precondition(line.unicodeScalars.count <= 150)
          precondition(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
        if let word = try? fields.word(name) {
          precondition(word.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
      }
    }
  }
}
