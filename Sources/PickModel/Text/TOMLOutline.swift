/// The keys of a file of settings in TOML, in their order, with the lines they stand on.
///
/// Read before the file is parsed: the library that parses it recurses into dotted keys and nested
/// values, and takes quadratic time for many tables. For any file this costs one walk over
/// its bytes, and what is more than settings ever are stops it.
public struct TOMLOutline {
  /// A key with a value, or the header of a table.
  public struct Entry: Equatable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The names the key is made of: `["keys", "quit"]` for `keys.quit`.
    public let path: [String]
    /// Whether it is the header of a table.
    public let isTable: Bool
  }

  /// More than a file of settings holds.
  public struct Excess: Error, Equatable, Sendable {
    /// The limit that is exceeded.
    public enum Kind: Equatable, Sendable {
      /// Names in one key, or values inside each other.
      case depth
      /// Keys and values in the whole file.
      case count
      /// Characters of a name, or such as no name has.
      case name
      /// A comma or a bracket behind which no value begins.
      case value
    }

    /// The line, from 1.
    public let line: Int
    /// The limit that is exceeded.
    public let kind: Kind

    /// The problem, for a sentence that begins with the line.
    public var reason: String {
      switch kind {
      case .depth, .count: "is more than a configuration holds"
      case .name: "has a name that no key has"
      case .value: "has no value where one belongs"
      }
    }
  }

  /// Names in one key, and values inside each other.
  public static let depth = 8
  /// Keys and values in one file.
  public static let count = 2000

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var count = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// Shows every key to `visit`, as soon as it is read; what is no TOML is left to a parser.
  ///
  /// - Throws: `Excess` at the line that has it, or what `visit` throws.
  public static func walk(_ text: String, _ visit: (Entry) throws -> Void) throws {
    var outline = TOMLOutline(text)
    while outline.index < outline.bytes.count { try outline.statement(visit) }
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func excess(_ kind: Excess.Kind) -> Excess { Excess(line: line, kind: kind) }

  private mutating func statement(_ visit: (Entry) throws -> Void) throws {
    skipBlanks()
    let isTable = accept(UInt8(ascii: "["))
    if isTable { try header() }
    switch current {
    case nil: return
    case UInt8(ascii: "\n"), UInt8(ascii: "#"), UInt8(ascii: "\r"): break
    default:
      try note()
      try key(isTable, visit)
    }
    try value()
  }

  /// Passes over what stands before the name in the header of a table.
  ///
  /// The parser takes for granted that a name begins there: where none does, it would end the
  /// program.
  private mutating func header() throws(Excess) {
    _ = accept(UInt8(ascii: "["))
    skipBlanks()
    guard let byte = current else { return }
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return
    default: throw excess(.name)
    }
  }

  private mutating func note() throws(Excess) {
    count += 1
    guard count <= Self.count else { throw excess(.count) }
  }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 { index += 1 }
  }

  private mutating func key(_ isTable: Bool, _ visit: (Entry) throws -> Void) throws {
    var path: [String] = []
    repeat {
      skipBlanks()
      guard path.count < Self.depth else {
        // The caller that knows the names may have a better reason.
        try visit(Entry(line: line, path: path, isTable: isTable))
        throw excess(.depth)
      }
      // A name that is missing is the parser's to tell; one of no letters between quotes is a name.
      guard let name = try name() else { return }
      path.append(name)
      skipBlanks()
    } while accept(UInt8(ascii: "."))
    try visit(Entry(line: line, path: path, isTable: isTable))
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    index += 1
    return true
  }

  private mutating func name() throws(Excess) -> String? {
    let quote = current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") ? current : nil
    if quote != nil { index += 1 }
    let start = index
    while let byte = current, byte != 0x0A {
      if let quote, byte == quote { break }
      if quote == nil, " \t\r.=]#".utf8.contains(byte) { break }
      index += 1
      guard index - start <= OutsideName.longest else { throw excess(.name) }
    }
    let found = bytes[start..<index]
    guard OutsideName.isPlain(found) else { throw excess(.name) }
    if let quote { _ = accept(quote) } else if found.isEmpty { return nil }
    return String(decoding: found, as: UTF8.self)
  }

  /// Passes over everything up to the end of the statement: the line, unless a value goes on.
  private mutating func value() throws(Excess) {
    var depth = 0
    var dots = 0
    while let byte = current {
      index += 1
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        dots = 0
        if depth == 0 { return }
      case UInt8(ascii: "#"): while let next = current, next != 0x0A { index += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): string(byte)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        dots = 0
        if byte == UInt8(ascii: "[") { try valueBegins() }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        dots = 0
      case UInt8(ascii: ","), UInt8(ascii: "="):
        try note()
        dots = 0
        if byte == UInt8(ascii: ","), depth > 0 { try valueBegins() }
      // Names inside a table that stands on one line.
      case UInt8(ascii: "."): dots += 1
      default: break
      }
      guard depth <= Self.depth, dots <= Self.depth else { throw excess(.depth) }
    }
  }

  /// Passes over what may stand before the next value of an array, comments and lines too.
  ///
  /// The parser takes for granted that a value, a comma or the end of the array follows.
  private mutating func valueBegins() throws(Excess) {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\n"): line += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "#"):
        while let next = current, next != UInt8(ascii: "\n") { index += 1 }
        continue
      default:
        guard Self.valueStarts.contains(byte) else { throw excess(.value) }
        return
      }
      index += 1
    }
  }

  /// What a value begins with, a name inside a table on one line, or the end of an array.
  private static let valueStarts = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._\"'[{],".utf8)

  /// Passes over a string whose first quote was read; one on one line ends with the line.
  private mutating func string(_ quote: UInt8) {
    let isLong = index + 1 < bytes.count && bytes[index] == quote && bytes[index + 1] == quote
    if isLong { index += 2 }
    while let byte = current {
      if byte == 0x0A {
        if !isLong { return }
        line += 1
      }
      index += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), current != 0x0A { index += 1 }
      guard byte == quote else { continue }
      if !isLong { return }
      guard index + 1 < bytes.count, bytes[index] == quote, bytes[index + 1] == quote else {
        continue
      }
      index += 2
      return
    }
  }
}
