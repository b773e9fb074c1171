/// Payloads as bytes, and bytes as payloads.
public enum WireJSON {
  /// The media type payloads travel as.
  public static let mediaType = "application/json"

  /// Numbers on the wire lie within ±2^53 (RFC 7493, section 2.2): every reader holds them exactly,
  /// and instants, seconds and counts of that size can be calculated with.
  public static let largestNumber = 9_007_199_254_740_992.0

  /// A payload as bytes; members are sorted by name, so that a value has one form.
  public static func encode<Payload: WirePayload>(_ payload: Payload) -> [UInt8] {
    var writer = JSONWriter(capacity: 256, isSorted: true)
    Payload.wire.write(payload, &writer)
    return writer.bytes
  }

  /// Reads what a server sent: members that are not described are passed over, and a body with a
  /// number that may not travel is refused as a whole, whatever member it is in.
  public static func decode<Payload: WirePayload>(
    _ type: Payload.Type = Payload.self, from bytes: [UInt8]
  ) throws(WireFault) -> Payload {
    try Payload.wire.read(
      try JSONReader.value(of: bytes, .lenient), WireReading(isStrict: false))
  }

  /// Reads what a client sent: every limit holds, and a member that is not described is a fault.
  public static func decodeStrictly<Payload: WirePayload>(
    _ type: Payload.Type = Payload.self, from bytes: [UInt8]
  ) throws(WireFault) -> Payload {
    try Payload.wire.read(try JSONReader.value(of: bytes, .strict), WireReading(isStrict: true))
  }
}

/// Bytes that are not the payload they should be.
public struct WireFault: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Reason: Sendable {
    /// The bytes are not JSON of the one form that is read.
    case malformed
    /// A number lies beyond those that may travel.
    case numberTooLarge
    /// An array has more elements than a batch may have.
    case tooManyElements
    /// An object has a member that is not described.
    case unknownMember
    /// A value is missing, or is not what its description says.
    case value
  }

  /// What is wrong.
  public let reason: Reason
  /// The names and places that lead to the value, as in `events.3.id`; empty for the whole body.
  public let path: String

  init(_ path: String = "", reason: Reason = .value) {
    self.path = path
    self.reason = reason
  }

  /// The same fault, seen from outside of a member or an element.
  func inside(_ place: String) -> WireFault {
    switch reason {
    case .value: WireFault(path.isEmpty ? place : "\(place).\(path)")
    case .malformed, .numberTooLarge, .tooManyElements, .unknownMember: self
    }
  }
}
