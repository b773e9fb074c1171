/// Header fields in their order; names compare without regard to case.
public struct HTTPHeaders: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  /// One field.
  public struct Field: Equatable, Sendable {
    /// In lower case.
    public let name: String
    /// As it was sent, without surrounding blanks.
    public let value: String
  }

  /// All fields.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// Fields in the order they are written.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }

  /// The first value of that name; setting replaces all of them.
  public subscript(name: String) -> String? {
    get {
      let name = name.lowercased()
      return fields.first { $0.name == name }?.value
    }
    set {
      let lowered = name.lowercased()
      fields.removeAll { $0.name == lowered }
      if let newValue { add(name, newValue) }
    }
  }

  /// Adds a field behind the others.
  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// Whether every field fits one line: names of letters, digits and hyphens, values without
  /// control characters.
  var isSafe: Bool {
    fields.allSatisfy { field in
      !field.name.isEmpty
        && field.name.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        } && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
  }
}
