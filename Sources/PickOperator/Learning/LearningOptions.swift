import ArgumentParser
import PickCore
import PickModel
import PickRecommender

/// What is learned from, and what of it is liked.
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
}
