import PickCore
import PickModel
import PickRecommender
import PickTraining

/// A model that is ready to rank the columns of a data set for its rows.
enum Ranker: Sendable {
  /// A recipe that was just fitted to the data set.
  case fitted(any FittedRecommender)
  /// The model that serves, which knows titles by their identifiers.
  case published(TrainedModel)

  /// The history and the excluded items of one row.
  struct Question: Sendable {
    let request: ScoringRequest
    /// Items that are not recommended although the history does not hold them.
    let excluded: [ItemIndex]
  }

  /// Ranks for many rows at once, on all cores.
  ///
  /// - Returns: for each question the best columns, best first, in the order of the questions.
  func rank(
    _ count: Int, for questions: [Question], of dataset: Dataset, isOffered: [Bool],
    includesSeen: Bool
  ) async -> [[ScoredItem]] {
    switch self {
    case .fitted(let model):
      BatchRanking(count: count).rank(questions.count, by: model) { place in
        .init(
          request: questions[place].request,
          candidates: .only(
            Self.offered(isOffered, to: questions[place]), includesSeen: includesSeen))
      }
    case .published(let model):
      await Self.concurrently(questions) { question in
        Self.rank(
          count, by: model, for: question, of: dataset,
          isOffered: Self.offered(isOffered, to: question), includesSeen: includesSeen)
      }
    }
  }

  private static func offered(_ isOffered: [Bool], to question: Question) -> [Bool] {
    var isOffered = isOffered
    for item in question.excluded { isOffered[item.position] = false }
    return isOffered
  }

  private static func rank(
    _ count: Int, by model: TrainedModel, for question: Question, of dataset: Dataset,
    isOffered: [Bool], includesSeen: Bool
  ) -> [ScoredItem] {
    let profile = ViewerProfile(question.request.history, of: dataset.items)
    let seen = Set(includesSeen ? [] : profile.entries.map(\.title))
    let ranked = model.rank(profile, count: count) { title in
      guard let position = dataset.items.position(of: title.rawValue) else { return false }
      return isOffered[position] && !seen.contains(title)
    }
    return ranked.compactMap { scored in
      dataset.items.position(of: scored.title.rawValue).map {
        ScoredItem(item: ItemIndex($0), score: scored.score)
      }
    }
  }

  private static func concurrently(
    _ questions: [Question], _ rank: @escaping @Sendable (Question) -> [ScoredItem]
  ) async -> [[ScoredItem]] {
    let share = max(1, (questions.count + FitContext.coreCount - 1) / FitContext.coreCount)
    return await withTaskGroup(of: (Int, [[ScoredItem]]).self) { group in
      for start in stride(from: 0, to: questions.count, by: share) {
        group.addTask {
          (start, questions[start..<min(start + share, questions.count)].map(rank))
        }
      }
      var parts: [(Int, [[ScoredItem]])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
