import PickCommand
import PickRecommender
import PickStoreSQLite

/// The settings of an algorithm that are searched, with their ranges.
struct TunedSpace: Equatable {
  let space: SearchSpace

  /// The settings that are neither fixed nor of one value only.
  ///
  /// - Parameters:
  ///   - algorithm: whose settings.
  ///   - fixed: names that are not searched.
  ///   - ranges: where to look instead, as a person wrote it.
  /// - Throws: `Failure` for a range that is none, and when nothing is left to search.
  init(of algorithm: Algorithm, fixed: Set<String>, ranges: [String]) throws(Failure) {
    var asked: [String: ParameterDomain] = [:]
    for range in ranges {
      let (setting, domain) = try Self.read(range, of: algorithm)
      guard !fixed.contains(setting.name) else {
        throw Failure(.usage, "\(setting.name) is fixed by --param and searched by --space.")
      }
      guard asked.updateValue(domain, forKey: setting.name) == nil else {
        throw Failure(.repeated(name: setting.name), of: algorithm)
      }
    }
    let dimensions = algorithm.settings.compactMap { setting -> SearchSpace.Dimension? in
      guard !fixed.contains(setting.name) else { return nil }
      if let domain = asked[setting.name] { return .init(setting.name, domain) }
      return setting.search.isSingle ? nil : .init(setting.name, setting.search)
    }
    do throws(SearchSpaceError) {
      space = try SearchSpace(dimensions)
    } catch {
      throw Failure(error, of: algorithm)
    }
  }

  /// Reads "regularization=10..1000:log".
  private static func read(
    _ text: String, of algorithm: Algorithm
  ) throws(Failure) -> (Algorithm.Setting, ParameterDomain) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw Failure(.usage, "A range is written --space name=low..high or name=a,b, not “\(text)”.")
    }
    guard let setting = algorithm.settings.first(where: { $0.name == parts[0] }) else {
      throw Failure(
        .unknown(name: parts[0], known: algorithm.settings.map(\.name)), of: algorithm)
    }
    guard let domain = setting.domain(asked: parts[1]) else {
      throw Failure(
        .usage,
        "\(setting.name) of \(algorithm.id.rawValue) is \(setting.domain): no “\(parts[1])”.")
    }
    return (setting, domain)
  }
}

extension Algorithm.Setting {
  /// The part of the setting's domain a person asked for; `nil` when it is none.
  fileprivate func domain(asked text: String) -> ParameterDomain? {
    guard let dots = text.firstRange(of: "..") else {
      let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return words.allSatisfy { domain.parse($0) != nil } ? .choice(words) : nil
    }
    var upper = text[dots.upperBound...]
    var isLogarithmic = search.isLogarithmic
    for (suffix, meaning) in [(":log", true), (":linear", false)] where upper.hasSuffix(suffix) {
      upper.removeLast(suffix.count)
      isLogarithmic = meaning
    }
    switch (domain.parse(String(text[..<dots.lowerBound])), domain.parse(String(upper))) {
    case (.integer(let low), .integer(let high)) where low <= high:
      return .integer(low...high, isLogarithmic: isLogarithmic)
    case (.real(let low), .real(let high)) where low <= high:
      return .real(low...high, isLogarithmic: isLogarithmic)
    default: return nil
    }
  }
}

extension ParameterDomain {
  /// Whether there is nothing to choose.
  fileprivate var isSingle: Bool {
    switch self {
    case .integer(let range, _): range.lowerBound == range.upperBound
    case .real(let range, _): range.lowerBound == range.upperBound
    case .flag: false
    case .choice(let words): words.count < 2
    }
  }
}

/// The first trial of a new study: the best one of an older study.
struct StartingPoint {
  /// A value for each parameter that is searched.
  let values: [ParameterValue]

  /// Reads the best trial of a study's file.
  ///
  /// A number outside today's range becomes its nearest end; a parameter the older study did not
  /// search has its standard value, or the first that may be searched.
  ///
  /// - Throws: `StudyFileError`; `Failure` for a study of another algorithm or without a best trial.
  init(
    _ path: String, space: SearchSpace, of algorithm: Algorithm, line: ProgressLine
  ) throws {
    let older = try StudyFile.read(path: path)
    let name = algorithm.id.rawValue
    guard older.task.split(separator: " ").first.map(String.init) == name else {
      throw Failure(.usage, "\(path) holds no study of \(name): --start-from needs one.")
    }
    guard let best = older.study.best else {
      throw Failure(
        .badData, "No trial of \(path) came to a value: there is nothing to start from.")
    }
    let found = older.study.plan.space.named(best.parameters)
    values = space.dimensions.map { dimension in
      let standard = algorithm.settings.first { $0.name == dimension.name }?.standard
      return [found[dimension.name], standard].lazy.compactMap { $0 }
        .compactMap { dimension.domain.nearest(to: $0) }.first ?? dimension.domain.first
    }
    let words = zip(space.dimensions, values).map { "\($0.name)=\($1.description)" }
    line.say(
      "Begins at trial \(best.number) of \(path): \(words.joined(separator: " "))")
  }
}

extension ParameterDomain {
  /// The value of the domain that is nearest; `nil` for one of another kind.
  fileprivate func nearest(to value: ParameterValue) -> ParameterValue? {
    switch (self, value) {
    case (.integer(let range, _), .integer(let value)):
      .integer(min(max(value, range.lowerBound), range.upperBound))
    case (.real(let range, _), .real(let value)):
      .real(min(max(value, range.lowerBound), range.upperBound))
    case (.real(let range, _), .integer(let value)):
      .real(min(max(Double(value), range.lowerBound), range.upperBound))
    case (.integer, _), (.real, _), (.flag, _), (.choice, _): contains(value) ? value : nil
    }
  }

  /// Any value of the domain.
  fileprivate var first: ParameterValue {
    switch self {
    case .integer(let range, _): .integer(range.lowerBound)
    case .real(let range, _): .real(range.lowerBound)
    case .flag: .flag(false)
    case .choice(let words): .choice(words.first ?? "")
    }
  }
}
