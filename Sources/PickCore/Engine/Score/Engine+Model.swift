public import PickModel

extension Engine {
  /// The model that serves; `nil` without one.
  public var model: TrainedModel.ID? { models.model?.id }

  /// Why a newer model does not serve, when that is so.
  public var refusedModel: ModelError? { models.refused }

  /// Swaps in a model that was published since; `true` when another one serves now.
  public func reloadModelIfPublished() -> Bool { models.reload() }

  /// How the score of a title is made up for a viewer; `nil` when there is no such title.
  ///
  /// The screen and `pickctl explain` show this value. Without a model only popularity speaks.
  public func explain(
    _ id: Title.ID, to viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Explanation? {
    let inputs = try await inputs(for: viewer, slots: [.all], at: pageTime(now))
    guard let title = inputs.ground.catalog[id] else { return nil }
    let context = PageContext(inputs, choices: try inputs.choices.get())
    _ = try inputs.history.get()
    if let taste = context.taste {
      return taste.explanation(of: title, eligibility: context.eligibility)
    }
    return PopularityTaste(context).explanation(of: title, eligibility: context.eligibility)
  }

  /// What the model says of a viewer; `nil` without a model.
  func taste(
    _ ground: PageGround, _ choices: Choices, _ history: ViewingHistory, at instant: Instant
  ) -> ModelTaste? {
    guard let model = models.model else { return nil }
    return ModelTaste(
      catalog: ground.catalog, model: model,
      profile: ViewerProfile(history, choices, in: ground.catalog, at: instant),
      presentPopularity: ground.presentPopularity)
  }
}

extension ViewerProfile {
  /// What was read of a viewer, in the model's terms.
  init(
    _ history: ViewingHistory, _ choices: Choices, in catalog: CatalogSnapshot,
    at instant: Instant
  ) {
    self.init(
      events: history.events, assets: history.assets, detailViews: history.detailViews,
      thumbs: choices.thumbs, forgotten: choices.forgotten, now: instant,
      genres: { catalog[$0]?.genres.map(\.id) ?? [] })
  }
}
