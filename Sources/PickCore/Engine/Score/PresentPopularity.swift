import PickModel

/// What is popular now, as a score takes it.
///
/// It stands in for `TrainedModel.prior` of titles without a watch at training, and is the whole score
/// before any model was trained. Titles that are not listed gain nothing.
struct PresentPopularity: Sendable {
  /// Which place of the popularity list counts 1, and how much the first places may stand out.
  private static let (unitPlace, limit) = (10, 10.0)

  /// What being popular says for one title.
  struct Standing {
    /// What it adds to a score before a model's share, in (0, 10]: the tenth most popular title's is
    /// 1, as much as a typical recommendation.
    let score: Double
    /// The title's place among the popular ones, from 1.
    let rank: Int
  }

  /// By title; those that are not listed have none.
  let standings: [Title.ID: Standing]

  init(_ popularity: Popularity) {
    guard let list = try? popularity.overall.get(), !list.isEmpty else {
      standings = [:]
      return
    }
    let unit = list[min(Self.unitPlace, list.count) - 1].weight
    guard unit > 0 else {
      standings = [:]
      return
    }
    standings = Dictionary(
      list.enumerated().map { place, popular in
        (
          popular.title,
          Standing(score: min(Self.limit, popular.weight / unit), rank: place + 1)
        )
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// What being popular says for a title; `nil` where it is not listed.
  subscript(title: Title.ID) -> Standing? { standings[title] }
}
