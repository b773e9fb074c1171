import PickModel

/// A closed set of values, each with a name on the wire that stays when the code is renamed.
public protocol WireNamed: Hashable, Sendable {
  /// Every value and its name.
  static var wireNames: [(value: Self, name: String)] { get }
}

extension WireNamed {
  /// The name on the wire.
  public var wireName: String {
    guard let entry = Self.wireNames.first(where: { $0.value == self }) else {
      preconditionFailure("\(self) has no name on the wire")
    }
    return entry.name
  }

  /// The value of that name.
  public init?(wireName: String) {
    guard OutsideName.isPlain(wireName),
      let entry = Self.wireNames.first(where: { $0.name == wireName })
    else { return nil }
    self = entry.value
  }
}

/// One value of a closed set, as JSON carries it: its name.
public struct WireName<Value: WireNamed>: Hashable, Sendable, Codable {
  /// The value.
  public let value: Value

  /// A value that is already known.
  public init(_ value: Value) { self.value = value }

  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    let name = try decoder.singleValueContainer().decode(String.self)
    guard let value = Value(wireName: name) else { throw decoder.fault("unknown name") }
    self.value = value
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.wireName)
  }
}
