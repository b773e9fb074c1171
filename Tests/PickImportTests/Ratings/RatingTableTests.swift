import CZlib
import Foundation
import PickRecommender
import Testing

@testable import PickImport

@Suite("Tables of data people")
struct RatingTableTests {
  private let files: ImportFiles

  init() throws { files = try ImportFiles() }

  private func read(
    _ text: String, _ options: TableOptions = TableOptions(), needsTimes: Bool = false
  ) throws -> RatingsFile {
    try RatingsFile(
      files.write(text, as: "\(UUID().uuidString).csv"), needsTimes: needsTimes, options: options)
  }

  /// Users, items, ratings and times row by row, as they came.
  private func rows(_ file: RatingsFile) -> [[String]] {
    (0..<file.users.count).flatMap { user in
      (file.rowOffsets[user]..<file.rowOffsets[user + 1]).map { cell in
        [
          file.users.arrival[user], file.items.arrival[Int(file.columns[cell])],
          "\(file.ratings[cell])", "\(file.times[cell])",
        ]
      }
    }
  }

  private static let expected = [
    ["7", "31", "4.5", "881250949"], ["8", "32", "3.0", "881250950"],
  ]

  @Test(
    "known layouts are read without a word",
    arguments: [
      "userId,movieId,rating,timestamp\n7,31,4.5,881250949\n8,32,3.0,881250950\n",
      "7\t31\t4.5\t881250949\n8\t32\t3\t881250950\n",
      "7::31::4.5::881250949\n8::32::3::881250950\n",
      "7|31|4.5|881250949\r\n8|32|3|881250950\r\n",
      "7 31 4.5 881250949\n8 32 3 881250950\n",
      "7,31,4.5,881250949\r8,32,3,881250950\r",
      "User ID;Item ID;Score;Date\n7;31;4,5;881250949\n8;32;3,0;881250950\n",
      "sep=;\nuser;item;rating;time\n7;31;4.5;881250949\n8;32;3;881250950\n",
      "viewer,asset,stars,ts\n7, 31, 4.5, 881250949\n 8,32 ,3, 881250950\n",
      "% sym weighted\n7\t31\t4.5\t881250949\n8\t32\t3\t881250950\n",
      "account,note,title,score,when\n7,\"a, b\",31,4.5,881250949\n8,,32,3,881250950\n",
      "when,score,title_id,uid\n881250949,4.5,31,7\n881250950,3,32,8\n",
      "회원번호,콘텐츠,평점,일시\n7,31,4.5,881250949\n8,32,3,881250950\n",
      "user,item,rating,timestamp\n7,31,4.5,8.81250949e8\n8,32,3,881250950.7\n",
      "user,item,rating,timestamp\n7,31,4.5,881250949123\n8,32,3,881250950000\n",
      "user,item,rating,timestamp\n7,31,4.5,881250949123456\n8,32,3,881250950000000\n",
      "user,item,rating,t\n7,31,4.5,1997-12-04T15:55:49Z\n8,32,3,1997-12-05 00:55:50\n",
      "user,item,rating,t\n7,31,4.5,1997-12-04T15:55:49.5+00:00\n8,32,3,1997/12/05 0:55:50\n",
      "user,item,rating,t\n7,31,4.5,1997-12-04 10:55:49-0500\n8,32,3,1997-12-04T15:55:50 UTC\n",
      "user,item,rating,t\n7,31,4.5,19971205005549\n8,32,3,19971205005550\n",
    ])
  func layouts(text: String) throws {
    #expect(try rows(read(text, needsTimes: true)) == Self.expected)
  }

  @Test("dates alone are the first second of the day in Seoul; impossible ones are refused")
  func dates() throws {
    let file = try read("user,item,rating,date\n1,1,3,2023-08-01\n1,2,4,2023.8.2\n")
    #expect(rows(file).map { $0[3] } == ["1690815600", "1690902000"])
    let compact = try read("user,item,rating,date\n1,1,3,20230801\n1,2,4,20230802\n")
    #expect(rows(compact).map { $0[3] } == ["1690815600", "1690902000"])
    for bad in ["2023-02-30", "2023-13-01", "23-08-01", "2023-08-01T25:00", "01/08/2023"] {
      #expect(throws: ImportError.self, "\(bad)") {
        try read("user,item,rating,date\n1,1,3,\(bad)\n")
      }
    }
    let dmy = try read(
      "user,item,rating,date\n1,1,3,01/08/2023\n", TableOptions(timeFormat: .dmy))
    #expect(rows(dmy)[0][3] == "1690815600")
  }

  @Test("a time that cannot be read is no matter where no time is needed")
  func forgiven() throws {
    let path = try files.write("user,item,rating,time\n1,1,3,noon\n1,2,4,never\n", as: "f.csv")
    let file = try RatingsFile(path, forgivesTimes: true)
    #expect(file.count == 2 && file.form.unreadTimes == 2)
  }

  @Test("columns, separator and format that are named overrule what would be recognised")
  func overruled() throws {
    let text = "who#film#good#x\n7#31#4.5#881250949000\n8#32#3#881250950000\n"
    let options = TableOptions(
      columns: [.user: "who", .item: "2", .rating: "good", .time: "x"], separator: "#",
      timeFormat: .milliseconds)
    #expect(try rows(read(text, options)) == Self.expected)
    let swapped = try read(
      "31,7,881250949,4.5\n32,8,881250950,3\n",
      TableOptions(columns: [.user: "2", .item: "1"]))
    #expect(rows(swapped) == Self.expected)
    #expect(throws: ImportError.self) {
      try read("a,b,c\n1,2,3\n", TableOptions(columns: [.user: "d"]))
    }
  }

  @Test("Latin-1 names are read as such, and a declared encoding is believed")
  func encodings() throws {
    let text = "user,item,rating\n1,Ágora,5\n1,Amélie,4\n"
    let path = try files.write(try #require(TextEncoding.latin1.bytes(text)), as: "l.csv")
    let file = try RatingsFile(path)
    #expect(file.items.arrival == ["Ágora", "Amélie"])
    #expect(file.form.encoding == .latin1 && file.form.isEncodingGuessed)
    let wide = try files.write(
      try #require(TextEncoding.utf16LittleEndian.bytes("\u{FEFF}" + text)), as: "w.csv")
    #expect(try RatingsFile(wide).items.arrival == ["Ágora", "Amélie"])
  }

  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    try #require(
      deflateInit2_(
        &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { deflateEnd(&stream) }
    var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1024))
    let status = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    try #require(status == Z_STREAM_END)
    return Array(output.prefix(Int(stream.total_out)))
  }

  @Test("gzip is unpacked, in several members too; half of it and noise are refused")
  func packed() throws {
    let parts = ["userId,movieId,rating,timestamp\n7,31,4.5,881250949\n", "8,32,3.0,881250950\n"]
    let packed = try parts.flatMap { try gzip(Array($0.utf8)) }
    let file = try RatingsFile(files.write(packed, as: "r.csv.gz"))
    #expect(rows(file) == Self.expected && file.form.isPacked)
    let half = try files.write(Array(packed.dropLast(9)), as: "half.csv.gz")
    #expect(throws: ImportError.self) { try RatingsFile(half) }
    // Zeros pad; anything else behind the last member is data that would be lost.
    let padded = try files.write(packed + Array(repeating: 0, count: 200_000), as: "padded.csv.gz")
    #expect(rows(try RatingsFile(padded)) == Self.expected)
    let more = try files.write(packed + Array("9,33,2.0,881250951\n".utf8), as: "more.csv.gz")
    #expect(throws: ImportError.self) { try RatingsFile(more) }
    var noisy = packed
    for place in 12..<20 { noisy[place] ^= 0x5A }
    let path = try files.write(noisy, as: "noise.csv.gz")
    #expect(throws: ImportError.self) { try RatingsFile(path) }
  }

  @Test("a bomb is refused")
  func bomb() throws {
    let row = Array("1,1,5\n".utf8)
    let table =
      Array("user,item,rating\n".utf8) + Array(repeatElement(row, count: 12 << 20).joined())
    let path = try files.write(try gzip(table), as: "bomb.csv.gz")
    let error = #expect(throws: ImportError.self) { try RatingsFile(path) }
    guard case .unreadableFile(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("times its size"))
  }

  @Test(
    "what is no table is named for what it is",
    arguments: [
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], FileFormat.xz), ([0x50, 0x4B, 0x03, 0x04], .zip),
      ([0x28, 0xB5, 0x2F, 0xFD], .zstandard), (Array("BZh91AY".utf8), .bzip2),
      (Array("PAR1".utf8), .parquet), (Array("SQLite format 3\0".utf8), .sqlite),
    ] as [([UInt8], FileFormat)])
  func otherFormats(bytes: [UInt8], format: FileFormat) throws {
    let path = try files.write(bytes + [1, 2, 3, 4], as: "f")
    #expect(throws: ImportError.otherFormat(file: path, format: format)) { try RatingsFile(path) }
  }

  @Test("without a column of ratings every row is a yes")
  func yes() throws {
    let file = try read("user,item\n1,10\n1,11\n2,10\n")
    #expect(file.values == .yes && file.count == 3)
    #expect(try file.dataset().interactions.weights == [1, 1, 1])
    #expect(try read("u1,i1\nu1,i2\n").count == 2)
  }

  @Test("a slip far above all stars is refused with its line, unless it is said to be right")
  func slip() throws {
    func text(_ slip: String) -> String {
      let rows = (0..<200).map { "\($0 % 10),\($0),\(0.5 + Double($0 % 10) / 2)" }
      return "user,item,rating\n" + (rows + ["3,777,\(slip)"]).joined(separator: "\n") + "\n"
    }
    for slip in ["45", "10.5", "500"] {
      let path = try files.write(text(slip), as: "slip.csv")
      let highest = try #require(Double(slip))
      #expect(
        throws: ImportError.unclearValues(file: path, line: 202, usual: 5, highest: highest)
      ) { try RatingsFile(path) }
      #expect(try read(text(slip), TableOptions(values: .ratings)).count == 201)
    }
    for fine in ["5", "10"] { #expect(try read(text(fine)).values == .ratings) }
  }

  @Test("counts of plays are told from stars, and the hundredth play says less than the second")
  func counts() throws {
    var text = "user,item,x\n"
    for row in 0..<200 { text += "\(row % 20),\(row),\(1 + row * row)\n" }
    let file = try read(text, TableOptions(columns: [.rating: "x"]))
    #expect(file.values == .counts)
    let named = try read("user,item,plays\n1,1,1\n1,2,3\n2,1,2\n")
    #expect(named.values == .counts)
    let weights = try file.dataset().interactions.weights
    #expect(weights.allSatisfy { $0 > 0 && $0 <= 1 } && weights.max() == 1)
    #expect(weights.count { $0 > 0.5 } > 150)
    for stars in [[1, 2, 5], [0, 3, 10], [1, 55, 100], [-10, 0, 10], [0, 1, 1], [4, 12, 20]] {
      let rows = (0..<150).map { "\($0 % 10),\($0),\(stars[$0 % 3])" }.joined(separator: "\n")
      #expect(try read("user,item,rating\n\(rows)\n").values == .ratings, "\(stars)")
    }
    let repeated = try read("user,item,plays\n1,1,3\n1,1,4\n")
    #expect(repeated.ratings == [7])
  }

  @Test("one number far above a scale is asked about, and an answer is believed")
  func unclear() throws {
    var text = "user,item,rating\n"
    for row in 0..<200 { text += "\(row % 20),\(row),\(row == 7 ? 500 : 1 + row % 5)\n" }
    #expect(throws: ImportError.self) { try read(text) }
    #expect(try read(text, TableOptions(values: .ratings)).values == .ratings)
  }

  @Test("up to one bad row in a hundred is left out and listed, more are an error")
  func badRows() throws {
    var lines = (0..<200).map { "\($0 % 9),\($0),3,\($0)" }
    lines[50] = "1,2,much,3"
    let file = try read("user,item,rating,time\n" + lines.joined(separator: "\n"))
    #expect(file.count == 199 && file.rejected.count == 1)
    #expect(file.rejected.listed.map(\.line) == [52])
    #expect(file.rejected.listed.map(\.reason) == [.malformed(column: "rating")])
    for place in 60...62 { lines[place] = "1,2,much,3" }
    #expect(throws: ImportError.self) {
      try read("user,item,rating,time\n" + lines.joined(separator: "\n"))
    }
  }

  @Test("a header of endless combining marks costs nothing and names no column")
  func hostileHeader() throws {
    let marks =
      "e" + String(repeating: "\u{301}", count: 500)
      + String(repeating: "\u{323}", count: 500)
    let header = "user,item,rating," + (0..<31).map { "\(marks)\($0)" }.joined(separator: ",")
    let row = "1,2,3," + (0..<31).map(String.init).joined(separator: ",")
    #expect(try read("\(header)\n\(row)\n").count == 1)
  }

  @Test("a header of megabytes is refused, not read")
  func hugeHeader() throws {
    let name = "e" + String(repeating: "\u{301}", count: 30_000)
    let header = "user,item,rating," + (0..<31).map { "\(name)\($0)" }.joined(separator: ",")
    let row = "1,2,3," + (0..<31).map(String.init).joined(separator: ",")
    #expect(throws: ImportError.self) { try read("\(header)\n\(row)\n") }
  }

  @Test("times at the ends of 64 bits are read or refused", arguments: TimeFormat.allCases)
  func extremeTimes(format: TimeFormat) throws {
    for text in [
      "9223372036854775807", "-9223372036854775807", "-9223372036854775808",
      "9223372036854775808", "1e300", "-1e300", "0", "-1",
    ] {
      do {
        let seconds = try TimeField.seconds(Array(text.utf8)[...], format, column: "time")
        #expect(TimeFormat.years.contains(seconds), "\(text)")
      } catch { #expect(["malformed", "outOfRange"].contains { "\(error)".hasPrefix($0) }) }
    }
  }

  @Test("random tables come back the same in every dialect")
  func everyDialect() throws {
    var random = PCG32(seed: 21)
    let names = ["a b", "Ágora", "x,y", "semi;colon", "q\"q", "7", "bar|bar", "뷁", "tab\tbed"]
    for round in 0..<120 {
      let separator = [",", "\t", ";", "|", "::"][round % 5]
      let end = ["\n", "\r\n", "\r"][Int(random.below(3))]
      let encoding = [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian][Int(random.below(3))]
      let unit = [Int64(1), 1000, 1_000_000][Int(random.below(3))]
      var expected: [[String]] = []
      var lines = round % 2 == 0 ? [["userId", "movieId", "rating", "timestamp"]] : []
      for row in 0..<Int(2 + random.below(30)) {
        let name = names[Int(random.below(names.count))]
        let item = separator == "::" ? "i" : name
        let (rating, time) = (Double(1 + random.below(10)) / 2, Int64(1_500_000_000 + row))
        expected.append(["u\(row / 3)", "\(item) \(row)", "\(rating)", "\(time)"])
        lines.append(["u\(row / 3)", "\(item) \(row)", "\(rating)", "\(time * unit)"])
      }
      let text = lines.map { fields in
        fields.map { field in
          let needsQuotes = field.contains { "\",;|\t".contains($0) }
          return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
        }.joined(separator: separator) + end
      }.joined()
      let bytes = try #require(encoding.bytes(text))
      let packed = random.below(2) == 0
      let path = try files.write(packed ? try gzip(bytes) : bytes, as: "d\(round)")
      let file = try RatingsFile(path, needsTimes: true)
      #expect(rows(file) == expected, "round \(round): \(file.form)")
    }
  }

  @Test("MovieLens' and MovieTweetings' own files are read where they are")
  func originals() throws {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["PICK_MOVIELENS"] {
      let file = try RatingsFile(folder + "/ratings.csv", needsTimes: true)
      #expect(file.count == 100_836 && file.users.count == 610 && file.values == .ratings)
      #expect(file.form.times == .seconds && file.rejected.count == 0)
    }
    if let folder = environment["PICK_MOVIETWEETINGS"] {
      let file = try RatingsFile(folder + "/ratings.dat", needsTimes: true)
      #expect(file.count > 90_000 && file.values == .ratings && file.form.separator == "::")
    }
  }
}
