/// A setting of a recipe that can be named, read, written and searched.
public struct Parameter<Recipe>: Sendable {
  /// What `--param` calls it: the field's usual word, lower case, words joined by hyphens.
  public let name: String
  /// What it does, in one line without a full stop.
  public let summary: String
  /// What it may be.
  public let domain: ParameterDomain
  /// Where a tuner looks, inside `domain`.
  public let search: ParameterDomain
  /// The value a recipe has.
  let read: @Sendable (Recipe) -> ParameterValue
  /// Gives a recipe a value of `domain`; a value of another kind changes nothing.
  let write: @Sendable (inout Recipe, ParameterValue) -> Void
}

/// A recipe whose settings can be listed.
public protocol Parameterized: Sendable {
  /// The default settings.
  init()
  /// The settings, in the order they are listed.
  static var parameters: [Parameter<Self>] { get }
}

extension Parameter {
  /// A whole number.
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

  /// A real number.
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

  /// A real number of single precision.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Recipe, Float> & Sendable,
    _ range: ClosedRange<Double>, search: ClosedRange<Double>, isLogarithmic: Bool = false,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .real(range, isLogarithmic: isLogarithmic),
      search: .real(search, isLogarithmic: isLogarithmic),
      // By its shortest decimal: .01, not the .0099999997764 its bits stand for.
      read: { .real(Double("\($0[keyPath: path])") ?? Double($0[keyPath: path])) },
      write: { if case .real(let value) = $1 { $0[keyPath: path] = Float(value) } })
  }

  /// Yes or no.
  public static func flag(
    _ name: String, _ path: any WritableKeyPath<Recipe, Bool> & Sendable, _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, summary: summary, domain: .flag, search: .flag,
      read: { .flag($0[keyPath: path]) },
      write: { if case .flag(let value) = $1 { $0[keyPath: path] = value } })
  }

  /// One of several words.
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
  /// The same setting of a recipe that holds this one's recipe as a part.
  ///
  /// - Parameters:
  ///   - path: where the part is.
  ///   - prefix: what the name begins with there, so that two parts do not share one.
  /// - Returns: a setting that reads and writes the part.
  func within<Whole>(
    _ path: any WritableKeyPath<Whole, Recipe> & Sendable, prefix: String = ""
  ) -> Parameter<Whole> {
    Parameter<Whole>(
      name: prefix + name, summary: summary, domain: domain, search: search,
      read: { read($0[keyPath: path]) }, write: { write(&$0[keyPath: path], $1) })
  }
}

/// Why settings are none of an algorithm's.
public enum ParameterError: Error, Equatable, Sendable {
  /// The algorithm has no parameter of this name; it has `known`.
  case unknown(name: String, known: [String])
  /// The value is not of the parameter's domain.
  case invalid(name: String, value: String, domain: ParameterDomain)
}
