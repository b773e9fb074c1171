import PickModel
import PickTestSupport
import Testing

@testable import PickImport

@Suite("Reading CSV")
struct CSVReaderTests {
  @Test(
    "records are taken apart",
    arguments: [
      ("a,b\n", [["a", "b"]]), ("a,b", [["a", "b"]]),
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("\"a,1\",\"b\"\n", [["a,1", "b"]]), ("\"a\"\"b\",c\n", [["a\"b", "c"]]),
      ("\"a\nb\",c\n", [["a\nb", "c"]]), (",\n", [["", ""]]), ("\"\",\"\"\n", [["", ""]]),
      ("a,\n\nb,\n", [["a", ""], ["b", ""]]), ("a\"b,c\n", [["a\"b", "c"]]),
      ("a\rb,c\n", [["a\rb", "c"]]),
      ("\"a\",\"b\"", [["a", "b"]]), ("\"a\"\r\n", [["a"]]), ("a\r", [["a\r"]]), ("\n\n", []),
      ("\u{FEFF}a,b\n", [["a", "b"]]), ("\"\"\"\"\n", [["\""]]),
    ] as [(String, [[String]])])
  func records(text: String, expected: [[String]]) throws {
    for chunk in [1, 2, 3, 7, 1 << 16] {
      #expect(try read(Array(text.utf8), chunk).map(\.fields) == expected, "chunks of \(chunk)")
    }
  }

  @Test(
    "what breaks the grammar costs its line only",
    arguments: [
      ("a,\"b\nc,d\n", [nil, ["c", "d"]]), ("\"a\"b,c\nd,e\n", [nil, ["d", "e"]]),
      ("a,b\0\nc,d\n", [nil, ["c", "d"]]), ("x\n\"never", [["x"], nil]),
      ("\"a\" ,b\nc,d\n", [nil, ["c", "d"]]), ("\"a\"\rb\nc\n", [nil, ["c"]]),
      ("\"a\"\r,b\nc\n", [nil, ["c"]]),
    ] as [(String, [[String]?])])
  func broken(text: String, expected: [[String]?]) throws {
    for chunk in [1, 5, 1 << 16] {
      #expect(try read(Array(text.utf8), chunk).map(\.fieldsIfGood) == expected)
    }
  }

  @Test("lines are counted through quotes, empty lines and broken rows")
  func lines() throws {
    let text = "h\n\n\"a\nb\nc\"\nd\n\"x\ny\n"
    #expect(try read(Array(text.utf8), 3).map(\.line) == [1, 3, 6, 7, 8])
  }

  @Test("a field of ten megabytes is refused and costs one row", arguments: [true, false])
  func hugeField(isQuoted: Bool) throws {
    let quote = isQuoted ? Array("\"".utf8) : []
    let field = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
    let bytes = Array("a,b\n".utf8) + quote + field + quote + Array(",1\nc,d\n".utf8)
    let rows = try read(bytes, 1 << 16)
    #expect(rows.map(\.fieldsIfGood) == [["a", "b"], nil, ["c", "d"]])
    #expect(rows[1].reason == .fieldTooLong(limit: CSVGrammar.fieldLimit))
    #expect(rows.map(\.line) == [1, 2, 3])
  }

  @Test("a quote that is opened once does not swallow megabytes of good rows")
  func unterminatedEarly() throws {
    let good = String(repeating: "a,b\n", count: 400_000)
    let rows = try read(Array(("a,\"b\n" + good).utf8), 1 << 16)
    #expect(rows.count == 400_001)
    #expect(rows.filter { $0.fieldsIfGood == nil }.map(\.line) == [1])
  }

  @Test("two stray quotes that pair up do not swallow the rows between them")
  func pairedQuotes() throws {
    let good = String(repeating: "7,8,9\n", count: 5000)
    let rows = try read(Array(("1,\"Wall,5\n" + good + "9,c\",3\n").utf8), 1 << 16)
    #expect(rows.filter { $0.fieldsIfGood == ["7", "8", "9"] }.count == 5000)
    #expect(rows.first?.reason == .unterminatedQuote)
    #expect(rows.map(\.line) == Array(1...5002))
  }

  @Test("whatever is written is read again, in any chunks, for random rows")
  func roundTrip() throws {
    var generator = SplitMix64(seed: 16)
    let alphabet = ["a", "가", "뷁", ",", "\"", "\n", "\r\n", " ", "%", "é"]
    for _ in 0..<60 {
      let rows = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? ""
          }.joined()
        }
      }
      let bytes = Array(rows.map(\.csvLine).joined().utf8)
      let chunk = Int.random(in: 1...40, using: &generator)
      #expect(try read(bytes, chunk).map(\.fields) == rows)
    }
  }

  @Test("random damage is listed, never fatal, and rows before it are whole")
  func randomDamage() throws {
    var generator = SplitMix64(seed: 22)
    let line = Array("1,\"가,나\",3\n".utf8)
    for _ in 0..<100 {
      var bytes = Array(repeatElement(line, count: 8).joined())
      let place = Int.random(in: bytes.indices, using: &generator)
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
      let rows = try read(bytes, Int.random(in: 1...64, using: &generator))
      let whole = place / line.count
      #expect(rows.prefix(whole).allSatisfy { $0.fieldsIfGood == ["1", "가,나", "3"] })
      #expect(rows.last?.line ?? 0 <= 9)
    }
  }

  @Test("files that cannot be read say why")
  func unreadable() throws {
    let files = try ImportFiles()
    let missing = files.path("nothing.csv")
    #expect(throws: ImportError.missingFile(file: missing)) { _ = try CSVReader(missing) }
    let empty = try files.write("", as: "empty.csv")
    #expect(throws: ImportError.emptyFile(file: empty)) { _ = try CSVReader(empty) }
    let onlyMark = try files.write([0xEF, 0xBB, 0xBF], as: "mark.csv")
    #expect(throws: ImportError.emptyFile(file: onlyMark)) { _ = try CSVReader(onlyMark) }
    #expect(
      throws: ImportError.unreadableFile(
        file: files.path, reason: "it is a folder, and a file is expected")
    ) { _ = try CSVReader(files.path) }
    #expect(
      throws: ImportError.unreadableFile(file: "/dev/zero", reason: "not a regular file")
    ) { _ = try CSVReader("/dev/zero") }
  }

  // MARK: Reading

  private struct Row {
    let line: Int
    let fieldsIfGood: [String]?
    let reason: RejectionReason?
    var fields: [String] { fieldsIfGood ?? ["rejected"] }
  }

  private func read(_ bytes: [UInt8], _ chunk: Int) throws -> [Row] {
    let files = try ImportFiles()
    var reader = try CSVReader(
      files.write(bytes, as: "f.csv"), declared: .utf8, chunkSize: chunk)
    var record = CSVRecord()
    var rows: [Row] = []
    while let entry = try reader.next(&record) {
      switch entry {
      case .record:
        let fields = record.ends.indices.map { String(decoding: record.field($0), as: UTF8.self) }
        rows.append(Row(line: record.line, fieldsIfGood: fields, reason: nil))
      case .rejected(let reason):
        rows.append(Row(line: record.line, fieldsIfGood: nil, reason: reason))
      }
    }
    return rows
  }
}
