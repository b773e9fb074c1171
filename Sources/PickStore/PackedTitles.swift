import PickModel

/// Titles as bytes: numbers in little endian, each text after its length, lists of genres once.
///
///     format, number of titles, number of lists
///     list:  number of genres, each genre's name
///     title: flags, category, age, list, year, identifier, added at, offered from, until, name
///
/// Bytes are untrusted: every length is compared with what is left before it is used.
enum PackedTitles {
  /// Bytes that are not what `pack` made, or of another format.
  struct Torn: Error {}

  private static let format: UInt32 = 1
  /// Stands for no category, and for no age.
  private static let none: UInt8 = 255

  /// What is there of a title, in the bits of one byte.
  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let series = Flags(rawValue: 1)
    static let year = Flags(rawValue: 2)
    static let start = Flags(rawValue: 4)
    static let end = Flags(rawValue: 8)
    static let known: Flags = [.series, .year, .start, .end]
  }

  /// Packs titles in their order.
  static func pack(_ titles: some Collection<Title>) -> [UInt8] {
    var places: [[Genre]: UInt32] = [:]
    var lists = PackedWriter()
    var rows = PackedWriter()
    for title in titles {
      let place: UInt32
      if let known = places[title.genres] {
        place = known
      } else {
        place = UInt32(places.count)
        places[title.genres] = place
        lists.add(UInt32(title.genres.count))
        for genre in title.genres { lists.add(genre.name) }
      }
      add(title, place, to: &rows)
    }
    var packed = PackedWriter()
    packed.add(format)
    packed.add(UInt32(titles.count))
    packed.add(UInt32(places.count))
    return packed.bytes + lists.bytes + rows.bytes
  }

  private static func add(_ title: Title, _ list: UInt32, to rows: inout PackedWriter) {
    var flags: Flags = title.kind == .series ? .series : []
    if title.year != nil { flags.insert(.year) }
    if title.availability.start != nil { flags.insert(.start) }
    if title.availability.end != nil { flags.insert(.end) }
    rows.add(flags.rawValue)
    rows.add(title.category.map { UInt8($0.storedCode) } ?? none)
    rows.add(title.ageRating.map { UInt8($0.rawValue) } ?? none)
    rows.add(list)
    rows.add(Int64(title.year ?? 0))
    rows.add(title.id.rawValue)
    rows.add(title.addedAt.millisecondsSince1970)
    rows.add(title.availability.start?.millisecondsSince1970 ?? 0)
    rows.add(title.availability.end?.millisecondsSince1970 ?? 0)
    rows.add(title.name)
  }

  /// Adds the packed titles to `titles`; those with equal genres share one list.
  static func unpack(_ bytes: [UInt8], into titles: inout [Title]) throws {
    try bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes)
      guard try reader.number(UInt32.self) == format else { throw Torn() }
      let count = try reader.count()
      var lists: [[Genre]] = []
      for _ in 0..<(try reader.count()) {
        var list: [Genre] = []
        for _ in 0..<(try reader.count()) { list.append(Genre(try reader.text())) }
        lists.append(list)
      }
      titles.reserveCapacity(titles.count + count)
      for _ in 0..<count { titles.append(try title(&reader, lists)) }
      guard reader.isAtEnd else { throw Torn() }
    }
  }

  private static func title(
    _ reader: inout PackedReader, _ lists: [[Genre]]
  ) throws(Torn) -> Title {
    let flags = Flags(rawValue: try reader.number())
    guard Flags.known.isSuperset(of: flags) else { throw Torn() }
    let category = try reader.code { Category(storedCode: Int64($0)) }
    let age = try reader.code { AgeRating(rawValue: Int($0)) }
    let list = Int(try reader.number(UInt32.self))
    guard list < lists.count else { throw Torn() }
    let year = try reader.number(Int64.self)
    let id = Title.ID(try reader.number())
    let addedAt = try reader.instant()
    let start = try reader.instant()
    let end = try reader.instant()
    return Title(
      id: id, name: try reader.text(), kind: flags.contains(.series) ? .series : .film,
      category: category, genres: lists[list], year: flags.contains(.year) ? Int(year) : nil,
      ageRating: age,
      availability: Availability(
        start: flags.contains(.start) ? start : nil, end: flags.contains(.end) ? end : nil),
      addedAt: addedAt)
  }
}

/// Adds numbers and texts to bytes.
private struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The lengths of both forms, the greatest number for none, before their bytes.
  mutating func add(_ text: LocalizedText) {
    add(UInt32(text.original.utf8.count))
    add(text.english.map { UInt32($0.utf8.count) } ?? .max)
    bytes.append(contentsOf: text.original.utf8)
    if let english = text.english { bytes.append(contentsOf: english.utf8) }
  }
}

/// Reads numbers and texts from bytes, and nothing beyond their end.
private struct PackedReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws(PackedTitles.Torn) -> Number {
    guard bytes.count - place >= MemoryLayout<Number>.size else { throw PackedTitles.Torn() }
    defer { place += MemoryLayout<Number>.size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
  }

  /// How many things follow, each of a byte at least: never more than there are bytes left.
  mutating func count() throws(PackedTitles.Torn) -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= bytes.count - place else { throw PackedTitles.Torn() }
    return count
  }

  /// A value by its code, or none.
  mutating func code<Value>(_ value: (UInt8) -> Value?) throws(PackedTitles.Torn) -> Value? {
    let code: UInt8 = try number()
    guard code != .max else { return nil }
    guard let value = value(code) else { throw PackedTitles.Torn() }
    return value
  }

  mutating func instant() throws(PackedTitles.Torn) -> Instant {
    Instant(millisecondsSince1970: try number())
  }

  mutating func text() throws(PackedTitles.Torn) -> LocalizedText {
    let original = Int(try number(UInt32.self))
    let english = try number(UInt32.self)
    let text = try string(original)
    return LocalizedText(text, english: english == .max ? nil : try string(Int(english)))
  }

  private mutating func string(_ count: Int) throws(PackedTitles.Torn) -> String {
    guard count <= bytes.count - place else { throw PackedTitles.Torn() }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
      .withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
  }
}
