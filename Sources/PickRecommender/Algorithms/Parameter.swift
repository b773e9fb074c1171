/// A setting of a recipe that can be named, read, written and searched.
public struct Parameter<Recipe>: Sendable {
  /// The name, as `--param` takes it: the usual term, lower case, words joined by hyphens.
  public let name: String
  /// The effect, in one line without a full stop.
  public let summary: String
  /// The values that are allowed.
  public let domain: ParameterDomain
  /// The values a tuner tries, inside `domain`.
  public let search: ParameterDomain
  /// Reads the value a recipe has.
  let read: @Sendable (Recipe) -> ParameterValue
  /// Sets a value of `domain` in a recipe; a value of another kind changes nothing.
  let write: @Sendable (inout Recipe, ParameterValue) -> Void
}

/// A recipe with parameters that can be listed.
public protocol Parameterized: Sendable {
  /// The default settings.
  init()
  /// The parameters, in the order they are listed.
  static var parameters: [Parameter<Self>] { get }
}

extension Parameter {
  /// A parameter with whole numbers.
  public static func integer(
    _ name: String, _ path: any WritableKeyPath<Recipe, Int> & Sendable, _ range: ClosedRange<Int>,
    search: ClosedRange<Int>, isLogarithmic: Bool = false, _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .integer(range, isLogarithmic: isLogarithmic),
      search: .integer(search, isLogarithmic: isLogarithmic),
      read: { .integer($0[keyPath: path]) },
      write: { if case .integer(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// A parameter with real numbers in double precision.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Recipe, Double> & Sendable,
    _ range: ClosedRange<Double>, search: ClosedRange<Double>, isLogarithmic: Bool = false,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .real(range, isLogarithmic: isLogarithmic),
      search: .real(search, isLogarithmic: isLogarithmic),
      read: { .real($0[keyPath: path]) },
      write: { if case .real(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// A parameter with real numbers in single precision.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Recipe, Float> & Sendable,
    _ range: ClosedRange<Double>, search: ClosedRange<Double>, isLogarithmic: Bool = false,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .real(range, isLogarithmic: isLogarithmic),
      search: .real(search, isLogarithmic: isLogarithmic),
      // The shortest decimal of the Float: .01 in place of .0099999997764.
      read: { .real(Double("\($0[keyPath: path])") ?? Double($0[keyPath: path])) },
      write: { if case .real(let value) = $1 { $0[keyPath: path] = Float(value) } })
  }

  /// A parameter that is true or false.
  public static func flag(
    _ name: String, _ path: any WritableKeyPath<Recipe, Bool> & Sendable, _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .flag, search: .flag,
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// A parameter with one of several words.
  public static func choice<Value: RawRepresentable<String> & CaseIterable & SendableMetatype>(
    _ name: String, _ path: any WritableKeyPath<Recipe, Value> & Sendable, _ summary: String
  ) -> Parameter {
    let words = ParameterDomain.choice(Value.allCases.map(\.rawValue))
    return Parameter(
      name: name, summary: summary, domain: words, search: words,
      read: { .choice($0[keyPath: path].rawValue) },
      write: { recipe, value in
        if case .choice(let word) = value, let chosen = Value(rawValue: word) {
          recipe[keyPath: path] = chosen
        }
      })
  }
}

extension Parameter {
  /// The same parameter for a recipe that contains this one's recipe.
  ///
  /// - Parameters:
  ///   - path: the property that holds this parameter's recipe.
  ///   - prefix: what is put before the name, so that the names of two contained recipes differ.
  /// - Returns: a parameter that reads and writes the contained recipe.
  func within<Whole>(
    _ path: any WritableKeyPath<Whole, Recipe> & Sendable, prefix: String = ""
  ) -> Parameter<Whole> {
    Parameter<Whole>(
      name: prefix + name, summary: summary, domain: domain, search: search,
      read: { read($0[keyPath: path]) }, write: { write(&$0[keyPath: path], $1) })
  }
}

/// The reasons why settings are refused.
public enum ParameterError: Error, Equatable, Sendable {
  /// The algorithm has no parameter of this name; it has `known`.
  case unknown(name: String, known: [String])
  /// The value is not of the parameter's domain.
  case invalid(name: String, value: String, domain: ParameterDomain)
}
