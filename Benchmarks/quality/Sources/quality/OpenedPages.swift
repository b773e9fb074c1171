import PickRecommender

/// A title whose page a viewer opened without ever watching it.
struct OpenedPage: Codable, Equatable, Sendable {
  let item: Int32
  let weight: Float
}

/// A blend asked with the pages each viewer opened, as a live profile asks it.
///
/// They speak by what is watched together and by what resembles, have no place in the order of
/// watching, and the title itself stays a candidate. Fitting does not see them
/// (docs/decisions/pruned-ease.md).
struct BlendWithOpenedPages: Recommender {
  let blend: Blend
  /// By the instant that is asked for, then by row.
  let opened: [Int64: [[OpenedPage]]]

  func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> Model {
    Model(blend: try blend.fit(dataset, context: context), opened: opened)
  }

  struct Model: FittedRecommender {
    let blend: BlendModel
    let opened: [Int64: [[OpenedPage]]]

    var itemCount: Int { blend.itemCount }

    func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
      blend.score(
        ScoringRequest(
          history: request.history, unwatched: pages(for: request), atSeconds: request.atSeconds,
          user: request.user), into: &scores)
    }

    private func pages(for request: ScoringRequest) -> UserHistory {
      guard let user = request.user, let opened = opened[request.atSeconds] else { return .empty }
      return UserHistory(
        opened[user.position].map { .init(item: ItemIndex($0.item), weight: $0.weight) })
    }
  }
}
