import ArgumentParser
import PickRecommender

/// What a model is asked to do.
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
