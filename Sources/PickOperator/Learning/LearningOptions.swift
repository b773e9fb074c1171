import ArgumentParser
import PickCommand
import PickModel
import PickRecommender

/// The options of the data, and of what counts as liked.
struct LearningOptions: ParsableArguments {
  @OptionGroup var source: SourceOptions
  @Option(
    help: ArgumentHelp(
      "From which rating on an item is liked (evaluate, tune: default: four fifths of the highest "
        + "one; recommend: default: all, the more the higher). With --data evaluate and tune look at the "
        + "share of an episode that was watched in one go, recommend at a title's weight (default: "
        + "whatever was watched).",
      valueName: "rating"))
  var positiveMin: Double?
  @Option(
    help: ArgumentHelp(
      "The power ratings are raised to before rankings are learned: 0 takes all for a yes, 1 as "
        + "they are (default: 3). With --ratings.",
      valueName: "power"))
  var emphasis: Float?

  func validate() throws {
    if let emphasis {
      guard emphasis.isFinite, (0...10).contains(emphasis) else {
        throw ValidationError("--emphasis goes from 0 to 10.")
      }
      guard ratings != nil else {
        throw ValidationError(
          "--emphasis goes with --ratings only; models of a database take --param emphasis=POWER.")
      }
    }
    guard positiveMin?.isFinite ?? true else {
      throw ValidationError("--positive-min is a finite number.")
    }
  }

  /// The file of ratings, if that is what was named.
  var ratings: String? { source.ratings }
  /// The columns of what is printed that were asked for; empty for all of them.
  var shownColumns: [String] { source.table.shown }
}

/// The task of a model.
enum LearningTask: String, ExpressibleByArgument, CaseIterable {
  /// To predict ratings.
  case rating
  /// To rank what a viewer has not seen.
  case ranking
  /// To rank what a viewer watches next.
  case nextWatch = "next-watch"
}

extension Algorithm {
  /// The tasks it can be asked.
  var tasks: [LearningTask] {
    (isRatingPredictor ? [.rating] : []) + (isRecommender ? [.ranking, .nextWatch] : [])
  }
}

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
    let known = all.map(\.id.rawValue)
    throw Failure(
      .usage,
      "There is no algorithm \(name).\(NearNames(known).question(after: name)) There are: "
        + "\(known.joined(separator: ", ")).")
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

extension FitContext {
  /// A context that shows how far a fit is and stops with its task.
  static func reporting(_ phase: String, seed: UInt64, on line: ProgressLine) -> FitContext {
    FitContext(
      seed: seed, progress: { line.show(phase, fraction: $0) },
      isCancelled: { Task.isCancelled })
  }
}
