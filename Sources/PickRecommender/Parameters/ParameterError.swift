/// Why settings are none of an algorithm's.
public enum ParameterError: Error, Equatable, Sendable {
  /// The algorithm has no parameter of this name; it has `known`.
  case unknown(name: String, known: [String])
  /// The value is not of the parameter's domain.
  case invalid(name: String, value: String, domain: ParameterDomain)
}
