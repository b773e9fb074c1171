/// One setting of a recipe, as a person writes it and a study keeps it.
public enum ParameterValue: Hashable, Sendable, Codable {
  /// A whole number.
  case integer(Int)
  /// A real number.
  case real(Double)
  /// Yes or no.
  case flag(Bool)
  /// One of several words.
  case choice(String)
}

extension ParameterValue: CustomStringConvertible {
  /// As `--param` takes it.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .flag(let value): "\(value)"
    case .choice(let value): value
    }
  }
}
