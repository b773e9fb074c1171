import PickModel
import Testing

@Suite("names from outside")
struct OutsideNameTests {
  @Test("a name is short, printable ASCII")
  func plain() {
    for name in ["refresh_token", "a b", "", "~", String(repeating: "a", count: 64)] {
      #expect(OutsideName.isPlain(name))
    }
    for name in ["이름", "e\u{301}", "a\0", "a\n", "\u{7F}", String(repeating: "a", count: 65)] {
      #expect(!OutsideName.isPlain(name))
    }
  }

  @Test("of a novel no more is read than a name has")
  func bounded() {
    let counted = Counted(bytes: Array(repeating: 0x61, count: 60_000))
    #expect(!OutsideName.isPlain(counted))
    #expect(counted.read.count <= OutsideName.longest + 1)
  }

  @Test("whatever a name is made of, it passes just when it is printable ASCII", arguments: 0..<40)
  func property(seed: UInt64) {
    var random = SeededNames(state: seed)
    for _ in 0..<50 {
      let name = random.name()
      let isPrintable = name.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }
      #expect(OutsideName.isPlain(name) == (isPrintable && name.utf8.count <= 64))
      // The same, as a member of JSON that a reader would make a dictionary of.
      let isSafe = isPrintable && name.utf8.count <= 64 && !name.contains { "\"\\".contains($0) }
      let quoted = name.filter { !"\"\\\0".contains($0) }
      let json = Array("{\"\(quoted)\" : {\"b\":[\"x\"]}}".utf8)
      if isSafe { #expect(OutsideName.areNames(inJSON: json)) }
      if !isPrintable, !quoted.allSatisfy(\.isASCII) {
        #expect(!OutsideName.areNames(inJSON: json))
      }
    }
  }

  @Test("in JSON it is the names that count, not the texts")
  func json() {
    let long = String(repeating: "\u{301}", count: 1000)
    func areNames(_ json: String) -> Bool { OutsideName.areNames(inJSON: Array(json.utf8)) }
    #expect(areNames(#"{"a":"\#(long)","b":["\#(long)",{"c":1}]}"#))
    #expect(areNames(#"{"a":"x\":y","b":"\\"}"#))
    #expect(!areNames(#"{"\#(long)":1}"#))
    #expect(!areNames(#"{"a":{"\#(long)" :1}}"#))
    #expect(!areNames(#"{"a\u0301":1}"#))
    #expect(!areNames("{\"\(String(repeating: "a", count: 65))\":1}"))
    #expect(OutsideName.areNames(inJSON: Array("{\"이름\":1}".utf8), longest: 256, isASCII: false))
    // UTF-16, where a quote is two bytes.
    #expect(!OutsideName.areNames(inJSON: "{\"a\":1}".utf16.flatMap { [UInt8($0), 0] }))
  }

  @Test("a line has no control characters and as many scalars as it may")
  func line() {
    #expect(OutsideName.isLine("1000000001", 1...150))
    #expect(OutsideName.isLine(String(repeating: "가", count: 150), 1...150))
    #expect(!OutsideName.isLine(String(repeating: "가", count: 151), 1...150))
    for text in ["", "1\0", "1\n", "\u{85}", "\u{1B}[A"] {
      #expect(!OutsideName.isLine(text, 1...150))
    }
  }
}

/// Bytes that know how many of them were looked at.
private struct Counted: Collection {
  final class Reads { var count = 0 }

  let bytes: [UInt8]
  let read = Reads()
  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }
  func index(after index: Int) -> Int { index + 1 }
  subscript(index: Int) -> UInt8 {
    read.count += 1
    return bytes[index]
  }
}

/// Names of every kind: plain ones, marks in runs, controls, other planes.
private struct SeededNames {
  var state: UInt64

  mutating func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }

  mutating func name() -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0x300...0x36F, 0xAC00...0xD7A3, 0x00...0x1F, 0x7F...0xFF,
      0x1F300...0x1F6FF, 0x200B...0x202E,
    ]
    let range = ranges[Int(next(UInt64(ranges.count)))]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<next(90) {
      let value = range.lowerBound + UInt32(next(UInt64(range.count)))
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
