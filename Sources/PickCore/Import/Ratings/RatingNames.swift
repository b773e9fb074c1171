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

  /// How many there are.
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
