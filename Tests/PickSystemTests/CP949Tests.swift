import Glibc
import Testing

@testable import PickImport
@testable import PickSystem

@Suite("Code page 949")
struct CP949Tests {
  @Test("뷁, which EUC-KR lacks, is read and written")
  func beyondEUCKR() {
    #expect(CP949.bytes("뷁") == [0x94, 0xEE])
    #expect(CP949.text([0x94, 0xEE]) == "뷁")
  }

  @Test("all modern syllables and letters come back")
  func everySyllable() {
    for code in Array(UInt32(0xAC00)...0xD7A3) + Array(0x3131...0x3163) {
      guard let scalar = Unicode.Scalar(code) else { continue }
      guard let bytes = CP949.bytes(String(scalar)), bytes.count == 2,
        CP949.text(bytes[...]) == String(scalar)
      else {
        Issue.record("\(scalar) did not come back")
        return
      }
    }
  }

  @Test("mixed text reads as the C library's converter reads it")
  func likeIconv() {
    let text = "소방서 옆 경찰서 05회, \"뷁\" Amelie 漢字 ★①㎏€"
    let bytes = CP949.bytes(text)
    #expect(bytes.flatMap { CP949.text($0[...]) } == text)
    #expect(bytes == iconv(text))
  }

  @Test(
    "what is not of the code page is refused, never replaced",
    arguments: [
      [0x80], [0xFF], [0xB0], [0x41, 0xB0], [0xB0, 0x20], [0xC9, 0xA1], [0xB0, 0xA1, 0xC7],
    ] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    #expect(CP949.text(bytes[...]) == nil)
    #expect(!CP949.isValid(bytes))
  }

  @Test("characters the code page lacks cannot be written", arguments: ["😀", "é", "ᄀ"])
  func unwritable(text: String) {
    #expect(CP949.bytes(text) == nil)
  }

  @Test(
    "encodings are known by the names people give them",
    arguments: [
      ("utf8", TextEncoding.utf8), ("UTF-8", .utf8), ("cp949", .cp949), ("EUC-KR", .cp949),
      ("ms949", .cp949), ("UHC", .cp949),
      ("latin-1", .latin1), ("ISO-8859-1", .latin1), ("cp1252", .latin1),
    ])
  func names(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(named: name) == encoding)
    #expect(TextEncoding(named: "koi8-r") == nil)
  }

  private func iconv(_ text: String) -> [UInt8]? {
    guard let converter = iconv_open("CP949", "UTF-8") else { return nil }
    defer { iconv_close(converter) }
    var input = Array(text.utf8CString.dropLast())
    var output = [CChar](repeating: 0, count: 4 * input.count)
    var (unread, room) = (input.count, output.count)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var source = input.baseAddress
        var target = output.baseAddress
        return Glibc.iconv(converter, &source, &unread, &target, &room)
      }
    }
    guard status == 0 else { return nil }
    return output.dropLast(room).map { UInt8(bitPattern: $0) }
  }
}
