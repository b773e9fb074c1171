import Testing

@testable import PickCore

@Suite("Recognising encodings")
struct EncodingDetectionTests {
  @Test("UTF-8 and CP949 are told apart")
  func told() throws {
    let text = "name,note\n소방서 옆 경찰서,뷁\n"
    #expect(try encoding(Array(text.utf8)) == .utf8)
    #expect(try encoding(TextEncoding.cp949.bytes(text) ?? []) == .cp949)
    #expect(try encoding(Array("plain,ascii\n".utf8)) == .utf8)
    #expect(try encoding([0xEF, 0xBB, 0xBF] + Array("a\n".utf8)) == .utf8)
  }

  @Test("one damaged line does not make UTF-8 something else")
  func damaged() throws {
    var bytes = Array(String(repeating: "가나다,1\n", count: 20).utf8)
    bytes[0] = 0xFF
    #expect(try encoding(bytes) == .utf8)
  }

  @Test("Korean that begins late in a large file is still seen")
  func late() throws {
    let ascii = Array(String(repeating: "a,b\n", count: 100_000).utf8)
    #expect(try encoding(ascii + (TextEncoding.cp949.bytes("가나,다\n") ?? [])) == .cp949)
  }

  @Test("a declared encoding is believed")
  func declared() throws {
    let files = try ImportFiles()
    let path = try files.write("가", as: "f.csv")
    let reader = try CSVReader(path, declared: .cp949)
    #expect(reader.encoding == .cp949)
  }

  @Test(
    "UTF-16 is recognised by its mark and refused",
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "UTF-16LE"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16BE"),
    ] as [([UInt8], String)])
  func utf16(bytes: [UInt8], name: String) throws {
    let files = try ImportFiles()
    let path = try files.write(bytes, as: "f.csv")
    #expect(throws: ImportError.unsupportedEncoding(file: path, encoding: name)) {
      _ = try CSVReader(path)
    }
  }

  @Test("UTF-16 without a mark has no header anybody knows, so nothing of it is taken")
  func unmarkedUTF16() throws {
    let files = try ImportFiles()
    let bytes = "a,b\n가,나\n".utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
    }
    let path = try files.write(bytes, as: "f.csv")
    #expect(throws: ImportError.wrongHeader(file: path, missing: ["a", "b"])) {
      _ = try CSVTable(path, required: ["a", "b"])
    }
  }

  private func encoding(_ bytes: [UInt8]) throws -> TextEncoding {
    let files = try ImportFiles()
    let reader = try CSVReader(files.write(bytes, as: "f.csv"))
    return reader.encoding
  }
}
