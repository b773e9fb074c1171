import PickRecommender
import Testing

@testable import PickImport
@testable import PickSystem

@Suite("RatingsFile")
struct RatingsFileTests {
  private let files: ImportFiles

  init() throws { files = try ImportFiles() }

  private func read(_ text: String, needsTimes: Bool = false) throws -> RatingsFile {
    try RatingsFile(files.write(text, as: "r.csv"), needsTimes: needsTimes)
  }

  @Test(
    "columns come in any order, with commas or tabs, with others between them, with a mark first",
    arguments: [
      "user,item,rating,timestamp\nb,x,4.5,20\na,y,1,10\n",
      "timestamp\tnote\titem\tuser\trating\r\n20\thi, you\tx\tb\t4.5\r\n10\t\ty\ta\t1e0\r\n",
      "\u{FEFF}user,item,rating,timestamp\n\"b\",x, 4.50 ,20.0\n\na,y,+1,10",
    ])
  func forms(text: String) throws {
    let file = try read(text)
    #expect(file.users.arrival == ["b", "a"] && file.items.arrival == ["x", "y"])
    let set = try file.ratingSet()
    #expect(set.ratings == [4.5, 1] && set.items == [0, 1] && set.rowOffsets == [0, 1, 2])
    let data = try file.dataset(emphasis: 1)
    #expect(data.times == [10, 20])
    #expect(data.interactions.columns == [1, 0])
    #expect(data.interactions.weights == [Float(1 / 4.5), 1])
  }

  @Test("names are ordered as numbers when all are written as such, else by their bytes")
  func order() throws {
    let numbers = try read("user,item,rating\n10,3,1\n9,20,1\n-1,100,1\n")
    #expect((0..<3).map(numbers.users.name) == ["-1", "9", "10"])
    #expect((0..<3).map(numbers.items.name) == ["3", "20", "100"])
    let words = try read("user,item,rating\n10,a,1\n9,B,1\n010,é,1\n")
    #expect((0..<3).map(words.users.name) == ["010", "10", "9"])
    #expect((0..<3).map(words.items.name) == ["B", "a", "é"])
    #expect(words.users.place(of: "9") == 1 && words.users.place(of: "11") == nil)
  }

  @Test("a name is kept but for blanks around it, and one that is composed otherwise is another")
  func names() throws {
    let file = try read("user,item,rating\n é ,\"a,\"\"b\",3\n\u{65}\u{301},a,3\né,a,4\n")
    #expect(file.users.count == 2 && file.items.arrival.first == "a,\"b")
    #expect(Array(file.users.arrival[0].utf8) == Array("é".utf8))
  }

  @Test("of a pair rated twice the later rating stands, in the place of the first")
  func repeated() throws {
    let timed = try read(
      "user,item,rating,timestamp\n1,1,1,50\n1,2,2,10\n1,1,5,40\n1,2,3,10\n2,1,4,1\n")
    let set = try timed.ratingSet()
    #expect(set.ratings == [1, 3, 4] && set.items == [0, 1, 0])
    let untimed = try read("user,item,rating\n1,1,1\n1,2,2\n1,1,5\n")
    #expect(try untimed.ratingSet().ratings == [5, 2])
  }

  @Test("ratings below zero weigh as well, and nothing weighs nothing")
  func weights() throws {
    let file = try read("user,item,rating\n1,1,-10\n1,2,0\n1,3,10\n")
    #expect(try file.dataset(emphasis: 1).interactions.weights == [1e-4, 0.5, 1])
    #expect(try file.dataset(emphasis: 0).interactions.weights == [1, 1, 1])
    #expect(try file.dataset().interactions.weights == [1e-4, 0.125, 1])
  }

  @Test("both logs hold what the two views hold")
  func logs() throws {
    let file = try read("user,item,rating,timestamp\n2,9,4,7\n1,8,5,6\n2,8,1,5\n")
    let ranking = file.rankingLog { Float($0) }
    #expect(ranking.events.map(\.item.position) == [0, 1, 0])
    #expect(ranking.events.map(\.rating) == [5, 4, 1])
    let rating = file.ratingLog()
    #expect(rating.events.map(\.item.position) == [0, 1, 1])
    #expect(rating.events.map(\.rating) == [4, 1, 5])
  }

  static let bad: [(String, Int, RejectionReason)] = [
    ("1,1,nan,1", 2, .outOfRange(column: "rating")),
    ("1,1,-inf,1", 2, .outOfRange(column: "rating")),
    ("1,1,1e10,1", 2, .outOfRange(column: "rating")),
    ("1,1,,1", 2, .empty(column: "rating")),
    ("1,1,four,1", 2, .malformed(column: "rating")),
    ("1,1,0x10,1", 2, .malformed(column: "rating")),
    (",1,3,1", 2, .empty(column: "user")),
    ("1,,3,1", 2, .empty(column: "item")),
    ("1,1,3,", 2, .empty(column: "timestamp")),
    ("1,1,3,9223372036854775808", 2, .outOfRange(column: "timestamp")),
    ("1,1,3,noon", 2, .malformed(column: "timestamp")),
    ("1,1,\"1,234\",1", 2, .thousands(column: "rating")),
    ("1,1,3,1\n1,2,3", 3, .wrongColumnCount(expected: 4, found: 3)),
    ("1,1,3,1\n1,\u{0},3,1", 3, .nulByte),
    ("1,1,3,1\n\"1,1,3,1\n", 3, .unterminatedQuote),
    ("1,\(String(repeating: "x", count: 10 << 20)),3,1", 2, .fieldTooLong(limit: 1 << 20)),
  ]

  @Test("a bad row is an error with file, line and reason", arguments: bad)
  func badRows(row: String, line: Int, reason: RejectionReason) throws {
    let path = try files.write("user,item,rating,timestamp\n\(row)\n", as: "bad.csv")
    let error = #expect(throws: ImportError.self) { try RatingsFile(path) }
    #expect(
      error == .badRow(first: RejectedRow(file: path, line: line, reason: reason), count: 1))
  }

  @Test("bytes that are neither UTF-8 nor CP949 are refused, and CP949 is read")
  func encodings() throws {
    let korean = try #require(TextEncoding.cp949.bytes("user,item,rating\n홍길동,드라마,3\n"))
    let file = try RatingsFile(files.write(korean, as: "k.csv"))
    #expect(file.users.arrival == ["홍길동"] && file.users.place(of: "홍길동") == 0)
    let broken = Array("user,item,rating\né,1,3\né,2,3\n".utf8) + [0xFF, 0x2C, 0x31, 0x2C, 0x31]
    let path = try files.write(broken, as: "b.csv")
    #expect(
      throws: ImportError.badRow(
        first: RejectedRow(file: path, line: 4, reason: .invalidBytes(encoding: .utf8)), count: 1)
    ) { try RatingsFile(path) }
  }

  @Test("missing columns are named, timestamps only where they are needed")
  func headers() throws {
    let path = try files.write("user,item,rating\n1,1,1\n", as: "h.csv")
    #expect(throws: ImportError.wrongHeader(file: path, missing: ["timestamp"])) {
      try RatingsFile(path, needsTimes: true)
    }
    #expect(try !RatingsFile(path).hasTimes)
    let other = try files.write("who,what,stars\n1,1,5\n", as: "o.csv")
    #expect(throws: ImportError.wrongHeader(file: other, missing: ["user", "item"])) {
      try RatingsFile(other)
    }
  }

  @Test("pairs need users and items alone, and keep their order")
  func pairs() throws {
    let path = try files.write("item\tuser\tguess\nx\tb\t\ny\ta\t1\nx\ta\t\n", as: "p.tsv")
    let pairs = try PairsFile(path)
    #expect(pairs.user == [0, 1, 1] && pairs.item == [0, 1, 0])
    #expect(pairs.users.arrival == ["b", "a"])
    let bad = try files.write("user,item\n1,\n", as: "q.csv")
    #expect(
      throws: ImportError.badRow(
        first: RejectedRow(file: bad, line: 2, reason: .empty(column: "item")), count: 1)
    ) { try PairsFile(bad) }
  }

  @Test("a decimal number is read to the bit, as the standard library reads it")
  func numbers() {
    var random = PCG32(seed: 5)
    for _ in 0..<2000 {
      let digits = (0..<Int(1 + random.next() % 17)).map { _ in String(random.next() % 10) }
      let text =
        (random.next() % 2 == 0 ? "-" : "") + digits.joined() + "."
        + String(random.next() % 1000)
      #expect(FieldNumber.real(Array(text.utf8)[...]) == Double(text), "\(text)")
    }
    for text in ["", ".", "-", "1.2.3", "e5", "1e", "--1"] {
      #expect(FieldNumber.real(Array(text.utf8)[...]) == nil, "\(text)")
    }
  }
}

@Suite("NameTable")
struct NameTableTests {
  @Test("names get the numbers a dictionary would give them")
  func agrees() {
    var random = PCG32(seed: 1)
    var table = NameTable()
    var known: [String: Int32] = [:]
    for _ in 0..<5000 {
      let name = String(random.next() % 1500)
      let expected = known[name] ?? Int32(known.count)
      known[name] = expected
      #expect(table.number(adding: Array(name.utf8)[...]) == expected)
    }
    #expect(table.count == known.count)
    for (name, number) in known {
      #expect(table.number(of: Array(name.utf8)[...]) == number)
      #expect(Array(table.name(Int(number))) == Array(name.utf8))
    }
    #expect(table.number(of: []) == nil)
  }
}
