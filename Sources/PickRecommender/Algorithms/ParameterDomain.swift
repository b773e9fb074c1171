/// The values a parameter may take.
public enum ParameterDomain: Equatable, Sendable, Codable {
  /// Whole numbers of a range; `isLogarithmic` where a search gives 1 to 10 as much room as 10 to
  /// 100.
  case integer(ClosedRange<Int>, isLogarithmic: Bool)
  /// Real numbers of a range; `isLogarithmic` as for whole numbers.
  case real(ClosedRange<Double>, isLogarithmic: Bool)
  /// True or false.
  case flag
  /// One of these words.
  case choice([String])

  /// Parses a value given as text; `nil` where it is none of this domain.
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

  /// Whether a search gives 1 to 10 as much room as 10 to 100.
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
    case (.integer, _), (.real, _), (.flag, _), (.choice, _): false
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

/// The value of a parameter, as commands read it and studies store it.
public enum ParameterValue: Hashable, Sendable, Codable {
  /// A whole number.
  case integer(Int)
  /// A real number.
  case real(Double)
  /// True or false.
  case flag(Bool)
  /// One of several words.
  case choice(String)
}

extension ParameterValue: CustomStringConvertible {
  /// The text `--param` takes.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .flag(let value): "\(value)"
    case .choice(let value): value
    }
  }
}
