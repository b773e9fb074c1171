/// What values a parameter may take.
public enum ParameterDomain: Equatable, Sendable, Codable {
  /// Whole numbers of a range; `isLogarithmic` when a search should treat 1 to 10 like 10 to 100.
  case integer(ClosedRange<Int>, isLogarithmic: Bool)
  /// Real numbers of a range.
  case real(ClosedRange<Double>, isLogarithmic: Bool)
  /// Yes or no.
  case flag
  /// One of these words.
  case choice([String])

  /// Reads what a person wrote; `nil` when it is no value of this domain.
  public func parse(_ text: String) -> ParameterValue? {
    let value: ParameterValue? =
      switch self {
      case .integer: Int(text).map(ParameterValue.integer)
      case .real: Double(text).map(ParameterValue.real)
      case .flag: Bool(text).map(ParameterValue.flag)
      case .choice: .choice(text)
      }
    return value.flatMap { contains($0) ? $0 : nil }
  }

  /// Whether a search treats 1 to 10 like 10 to 100.
  public var isLogarithmic: Bool {
    switch self {
    case .integer(_, let isLogarithmic), .real(_, let isLogarithmic): isLogarithmic
    case .flag, .choice: false
    }
  }

  /// Whether a value is of this domain.
  public func contains(_ value: ParameterValue) -> Bool {
    switch (self, value) {
    case (.integer(let range, _), .integer(let value)): range.contains(value)
    case (.real(let range, _), .real(let value)): range.contains(value)
    case (.flag, .flag): true
    case (.choice(let words), .choice(let word)): words.contains(word)
    default: false
    }
  }
}

extension ParameterDomain: CustomStringConvertible {
  /// For a table: "1...1000", "true or false", "cosine, msd".
  public var description: String {
    switch self {
    case .integer(let range, _): "\(range.lowerBound)...\(range.upperBound)"
    case .real(let range, _): "\(range.lowerBound)...\(range.upperBound)"
    case .flag: "true or false"
    case .choice(let words): words.joined(separator: ", ")
    }
  }
}
