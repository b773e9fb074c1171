import PickCore
import PickRecommender

/// Where a new study begins: at the best trial of an older one.
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
    default: contains(value) ? value : nil
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
