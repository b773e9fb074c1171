import ArgumentParser
import PickRecommender

/// The settings of an algorithm and where its chance comes from.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "A setting of the algorithm, as pickctl algorithms lists it; may be repeated.",
      valueName: "name=value"))
  var parameters: [String] = []
  @Option(help: "Where all chance comes from: the same seed and data give the same result.")
  var seed: UInt64 = 0

  func validate() throws {
    for parameter in parameters {
      guard let equals = parameter.firstIndex(of: "="), equals != parameter.startIndex else {
        throw ValidationError("A setting is written --param name=value.")
      }
    }
  }

  /// Settings by name; of a name given twice the last one counts.
  func named() -> [String: String] {
    var settings: [String: String] = [:]
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      settings[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return settings
  }
}

extension Algorithm {
  /// The algorithm a person named.
  static func named(_ name: String) throws(Failure) -> Algorithm {
    if let id = ID(rawValue: name), let algorithm = Algorithm[id] { return algorithm }
    let known = all.map(\.id.rawValue).joined(separator: ", ")
    throw Failure(.usage, "There is no algorithm \(name). There are: \(known).")
  }

  /// The recipe that ranks, with settings a person wrote.
  func ranking(_ settings: [String: String]) throws(Failure) -> any Recommender {
    do throws(ParameterError) {
      if let recipe = try recommender(settings) { return recipe }
    } catch {
      throw Failure(error, of: self)
    }
    throw Failure(.usage, "\(id.rawValue) does not rank.")
  }

  /// The recipe that predicts ratings, with settings a person wrote.
  func predicting(_ settings: [String: String]) throws(Failure) -> any RatingPredictor {
    do throws(ParameterError) {
      if let recipe = try ratingPredictor(settings) { return recipe }
    } catch {
      throw Failure(error, of: self)
    }
    let able = Self.all.filter(\.isRatingPredictor).map(\.id.rawValue).joined(separator: ", ")
    throw Failure(
      .usage, "\(id.rawValue) ranks and does not predict ratings. These do: \(able).")
  }
}

extension Failure {
  init(_ error: ParameterError, of algorithm: Algorithm) {
    switch error {
    case .unknown(let name, let known):
      let names = known.isEmpty ? "none" : known.joined(separator: ", ")
      self.init(.usage, "\(algorithm.id.rawValue) has no parameter \(name). It has: \(names).")
    case .invalid(let name, let value, let domain):
      self.init(.usage, "\(name) of \(algorithm.id.rawValue) is \(domain), not “\(value)”.")
    }
  }
}
