/// A JSON value as it was sent, before anybody asks what it means.
enum JSONValue: Equatable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// A number without a fraction that 64 bits hold, however it was written.
  case integer(Int64)
  /// Any other number: no field of ours takes one.
  case number
  case boolean(Bool)
  case null
}

/// Why bytes are not JSON that is read here.
enum JSONFault: Error, Equatable, Sendable {
  /// Not JSON, or not I-JSON (RFC 7493): keys said twice, half surrogates, numbers without end.
  case malformed
  /// More arrays and objects inside each other than any payload has.
  case tooDeep
  /// An array of more elements than a batch may have.
  case tooManyElements
}
