import FoundationEssentials
import Logging
import Synchronization
import Testing

@testable import PickServer

@Suite("log lines")
struct JSONLogTests {
  private final class Lines: Sendable {
    let bytes = Mutex<[UInt8]>([])
  }

  private func written(_ body: (Logger) -> Void) -> [UInt8] {
    let lines = Lines()
    let log = Logger(label: "test") { label in
      JSONLogHandler(label: label, level: .info) { line in
        lines.bytes.withLock { $0 += line }
      }
    }
    body(log)
    return lines.bytes.withLock { $0 }
  }

  @Test("whatever a fact holds, a line is one JSON object on one line and steers no terminal")
  func escaped() throws {
    let nasty = "a\"\\\n\r\u{1b}[31m\u{9b}\u{202e}\u{2028}\u{0}뷁😀\u{e0001}"
    let line = written { $0.info("x\ny", metadata: ["fact\u{7}": "\(nasty)"]) }
    #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1 && line.last == 10)
    #expect(!line.dropLast().contains { $0 < 32 || $0 == 127 })
    let object = try JSONDecoder().decode([String: String].self, from: Data(line))
    #expect(object["fact\u{7}"] == nasty)
    #expect(object["message"] == "x\ny")
    #expect(object["label"] == "test" && object["level"] == "info")
  }

  @Test("numbers stay numbers, and what is too unimportant is not written")
  func numbers() {
    let line = written { log in
      log.debug("no")
      log.info("yes", metadata: ["status": .stringConvertible(200)])
    }
    let text = String(decoding: line, as: UTF8.self)
    #expect(text.contains("\"status\":200"))
    #expect(!text.contains("\"no\""))
  }

  @Test("a text without end is cut")
  func long() {
    let line = written { $0.info("m", metadata: ["f": "\(String(repeating: "a", count: 99_999))"]) }
    #expect(line.count < 2000)
  }
}
