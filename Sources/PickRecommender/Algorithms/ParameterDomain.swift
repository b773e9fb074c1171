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
    guard let value = value(from: text), contains(value) else { return nil }
    return value
  }

  /// A value of the domain's kind, in its range or not.
  private func value(from text: String) -> ParameterValue? {
    switch self {
    case .integer:
      guard let value = Int(text) else { return nil }
      return .integer(value)
    case .real:
      guard let value = Double(text) else { return nil }
      return .real(value)
    case .flag:
      guard let value = Bool(text) else { return nil }
      return .flag(value)
    case .choice:
      return .choice(text)
    }
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
