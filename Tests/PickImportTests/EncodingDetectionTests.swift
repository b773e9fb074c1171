import Testing

@testable import PickImport
@testable import PickSystem

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
    "UTF-16 is read, with a mark or without, in pieces cut anywhere",
    arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian], [true, false])
  func utf16(encoding: TextEncoding, hasMark: Bool) throws {
    let files = try ImportFiles()
    let text = (hasMark ? "\u{FEFF}" : "") + "name,note\n가나,😀\n"
    let path = try files.write(try #require(encoding.bytes(text)), as: "f.csv")
    for chunk in [4, 5, 7, 1 << 16] {
      var reader = try CSVReader(path, chunkSize: chunk)
      #expect(reader.fileEncoding == encoding && reader.encoding == .utf8)
      var record = CSVRecord()
      var fields: [String] = []
      while try reader.next(&record) != nil {
        fields += record.ends.indices.map { String(decoding: record.field($0), as: UTF8.self) }
      }
      #expect(fields == ["name", "note", "가나", "😀"], "pieces of \(chunk)")
    }
  }

  @Test("UTF-32 is named and refused")
  func utf32() throws {
    let files = try ImportFiles()
    let path = try files.write([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], as: "f.csv")
    #expect(throws: ImportError.unsupportedEncoding(file: path, encoding: "UTF-32")) {
      _ = try CSVReader(path)
    }
  }

  @Test(
    "accented Latin letters are not taken for Korean",
    arguments: [
      "id,name\n1,Ágora\n", "Amélie", "créée", "Ñandú; “quoted” – dash", "ÀÉÎÕÜ", "Größe",
      "Señor año", "Fünf Flöße", "L’été", "Ærø på Åland",
    ])
  func latin(text: String) throws {
    let bytes = try #require(TextEncoding.latin1.bytes(text + "\n"))
    #expect(try encoding(bytes) == .latin1)
    #expect(TextEncoding.latin1.text(bytes[...]) == text + "\n")
  }

  @Test(
    "Korean is not taken for Latin, whatever stands beside it",
    arguments: ["뷁", "KBS드라마", "펲시콜라", "전지적 참견 시점", "漢字", "a뷁b 드라마", "똠방각하"])
  func korean(text: String) throws {
    #expect(try encoding(try #require(TextEncoding.cp949.bytes(text + "\n"))) == .cp949)
  }

  private func encoding(_ bytes: [UInt8]) throws -> TextEncoding {
    let files = try ImportFiles()
    let reader = try CSVReader(files.write(bytes, as: "f.csv"))
    return reader.encoding
  }
}
