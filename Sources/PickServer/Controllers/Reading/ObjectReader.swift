import PickAPI
import PickModel

/// Takes the members of one JSON object, each at most once; whatever is left at the end was not
/// expected and is refused.
struct ObjectReader {
  private var members: [String: JSONValue]
  /// What leads to the object, with a dot at its end; empty for the body itself.
  private let path: String

  /// A reader of `value`, which stands at `path`.
  init(_ value: JSONValue, path: String = "") throws(Problem) {
    guard case .object(let members) = value else {
      throw Problem(.invalidBody, field: path.isEmpty ? nil : String(path.dropLast()))
    }
    self.members = members
    self.path = path
  }

  /// Refuses members nobody asked for.
  func end() throws(Problem) {
    // Their names are the sender's: they are not repeated.
    guard members.isEmpty else { throw Problem(.invalidBody) }
  }

  /// Says that a member cannot be accepted.
  func fault(_ key: String) -> Problem { Problem(.invalidBody, field: path + key) }

  mutating func take(_ key: String) -> JSONValue? { members.removeValue(forKey: key) }

  /// A text of so many Unicode scalars, without NUL.
  mutating func text(_ key: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String {
    guard let text = try optionalText(key, lengths) else { throw fault(key) }
    return text
  }

  /// The same, which may be left out.
  mutating func optionalText(_ key: String, _ lengths: ClosedRange<Int>) throws(Problem)
    -> String?
  {
    guard let value = take(key) else { return nil }
    guard case .string(let text) = value, lengths.contains(text.unicodeScalars.count),
      !text.unicodeScalars.contains("\0")
    else { throw fault(key) }
    return text
  }

  /// A text of so many scalars that is one line, without control characters.
  mutating func line(_ key: String, _ lengths: ClosedRange<Int>) throws(Problem) -> String {
    guard case .string(let text) = take(key), OutsideName.isLine(text, lengths) else {
      throw fault(key)
    }
    return text
  }

  /// True or false.
  mutating func boolean(_ key: String) throws(Problem) -> Bool {
    guard case .boolean(let value) = take(key) else { throw fault(key) }
    return value
  }

  /// A whole number within a range.
  mutating func integer(_ key: String, _ range: ClosedRange<Int64>) throws(Problem) -> Int64 {
    guard case .integer(let value) = take(key), range.contains(value) else { throw fault(key) }
    return value
  }

  /// Seconds of a part, or a place in it.
  mutating func seconds(_ key: String) throws(Problem) -> Int {
    Int(try integer(key, 0...Int64(WireLimits.longestSeconds)))
  }

  /// An instant that can have happened, as far as anybody's clock goes.
  mutating func instant(_ key: String) throws(Problem) -> Instant {
    Instant(millisecondsSince1970: try integer(key, WireLimits.earliest...WireLimits.latest))
  }

  /// An identifier.
  mutating func identifier<Subject>(_ key: String) throws(Problem) -> Identifier<Subject> {
    guard case .string(let text) = take(key), let id = WireIdentifier<Subject>(text: text) else {
      throw fault(key)
    }
    return id.value
  }

  /// The identity of a fact.
  mutating func event(_ key: String) throws(Problem) -> EventID {
    guard case .string(let text) = take(key), let id = WireEventID(text: text) else {
      throw fault(key)
    }
    return id.value
  }

  /// One value of a closed set.
  mutating func name<Value: WireNamed>(_ key: String) throws(Problem) -> Value {
    guard case .string(let text) = take(key), let value = Value(wireName: text) else {
      throw fault(key)
    }
    return value
  }

  /// The objects of an array, each read to its end.
  mutating func list<Element>(
    _ key: String, _ read: (inout ObjectReader) throws(Problem) -> Element
  ) throws(Problem) -> [Element] {
    guard case .array(let values) = take(key) else { throw fault(key) }
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      var reader = try ObjectReader(value, path: "\(path)\(key).\(index).")
      elements.append(try read(&reader))
      try reader.end()
    }
    return elements
  }
}
