/// Numbers names from 0 in the order they first appear, without making strings of them.
///
/// Open addressing over one array of bytes: a million look-ups allocate nothing.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Numbers of names by hash, −1 where there is none; the length is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of names.
  var count: Int { ends.count }

  /// The bytes of a name.
  func name(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The number of a name; a new one when it was not met before.
  mutating func number(adding name: ArraySlice<UInt8>) -> Int32 {
    if 4 * (ends.count + 1) > 3 * slots.count { grow() }
    let slot = slot(of: name)
    guard slots[slot] < 0 else { return slots[slot] }
    slots[slot] = Int32(ends.count)
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    return slots[slot]
  }

  /// The number of a name; `nil` when it was never met.
  func number(of name: ArraySlice<UInt8>) -> Int32? {
    let number = slots[slot(of: name)]
    return number < 0 ? nil : number
  }

  /// The slot of the name, or the free slot for it.
  private func slot(of name: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    name.withUnsafeBytes { hasher.combine(bytes: $0) }
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0, !self.name(Int(slots[slot])).elementsEqual(name) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for number in ends.indices { slots[slot(of: name(number))] = Int32(number) }
  }
}

/// The users or the items of a file: what each is called, and the two orders they are counted in.
public struct RatingNames: Sendable {
  /// The names as the file writes them, in the order they first appear.
  public let arrival: [String]
  /// By index of a data set: the place in `arrival`.
  ///
  /// Ascending as numbers when every name is a whole number without leading zeros, else by UTF-8.
  public let ordered: [Int32]
  /// By place in `arrival`: the index of a data set.
  public let index: [Int32]
  private let table: NameTable

  /// The number of names.
  public var count: Int { arrival.count }

  /// The name at an index of a data set.
  public func name(at index: Int) -> String { arrival[Int(ordered[index])] }

  /// The place in `arrival` of a name; `nil` for one the file does not have.
  public func place(of name: String) -> Int? {
    table.number(of: Array(name.utf8)[...]).map(Int.init)
  }

  /// Reads the bytes of names.
  init(_ names: NameTable, encoding: TextEncoding) {
    let arrival = (0..<names.count).map { encoding.text(names.name($0)) ?? "" }
    self.arrival = arrival
    ordered = Self.order(arrival).map(Int32.init)
    var index = [Int32](repeating: 0, count: arrival.count)
    for (position, place) in ordered.enumerated() { index[Int(place)] = Int32(position) }
    self.index = index
    guard encoding != .utf8 else {
      table = names
      return
    }
    var table = NameTable()
    for name in arrival { _ = table.number(adding: Array(name.utf8)[...]) }
    self.table = table
  }

  private static func order(_ names: [String]) -> [Int] {
    let numbers = names.compactMap(whole)
    if numbers.count == names.count {
      return names.indices.sorted { numbers[$0] < numbers[$1] }
    }
    let bytes = names.map { Array($0.utf8) }
    return names.indices.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
  }

  /// The number a name is, when the number would be written just so.
  private static func whole(_ name: String) -> Int64? {
    guard let number = Int64(name), name.first != "+", name.first != "0" || name == "0",
      !name.hasPrefix("-0")
    else { return nil }
    return number
  }
}

/// Pairs of users and items whose ratings are asked for: a table as `RatingsFile` reads it, of which
/// only users and items matter.
public struct PairsFile: Sendable {
  /// The users.
  public let users: RatingNames
  /// The items.
  public let items: RatingNames
  /// The place in `users.arrival` of each pair, in the file's order.
  public let user: [Int32]
  /// The place in `items.arrival` of each pair.
  public let item: [Int32]
  /// Rows that were left out: at most one in a hundred.
  public let rejected: RejectedRows
  /// The recognised form of the file.
  public let form: TableForm

  /// The number of pairs.
  public var count: Int { user.count }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: what the caller says of it.
  ///   - progress: called about a hundred times.
  /// - Throws: `ImportError`: `badRow`, `wrongHeader`, and what files that cannot be read are.
  public init(
    _ path: String, options: TableOptions = TableOptions(),
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) {
    var opened = try RatingTable(path, options: options, needed: [.user, .item])
    var (users, items) = (NameTable(), NameTable())
    var (user, item): ([Int32], [Int32]) = ([], [])
    var rejected = RejectedRows()
    try opened.table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in
      let names = try RatingRows.names(row)
      user.append(users.number(adding: names.0))
      item.append(items.number(adding: names.1))
    }
    try rejected.checkTable()
    self.users = RatingNames(users, encoding: opened.table.encoding)
    self.items = RatingNames(items, encoding: opened.table.encoding)
    self.user = user
    self.item = item
    self.rejected = rejected
    form = opened.form
  }
}
