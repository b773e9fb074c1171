public import PickModel
import PickRecommender
public import PickStore
import Synchronization

/// Holds the model that serves, and swaps it in whole when another one is published.
final class ModelSlot: Sendable {
  private struct State {
    var model: TrainedModel?
    var refused: ModelError?
    /// The names in `current` at the last look; `nil` before the first.
    var names: [TrainedModel.ID?]?
  }

  private let directory: ModelDirectory?
  private let state = Mutex(State())

  init(_ directory: ModelDirectory?) { self.directory = directory }

  /// The model that serves; opened when first asked for.
  var model: TrainedModel? {
    state.withLock { state in
      if state.names == nil { look(&state) }
      return state.model
    }
  }

  /// Why a newer model does not serve, when that is so.
  var refused: ModelError? { state.withLock(\.refused) }

  /// Looks whether another model was published since; `true` when another one serves now.
  ///
  /// Reads one small file, so it may be asked often.
  func reload() -> Bool {
    state.withLock { state in
      let before = state.model?.id
      look(&state)
      return state.model?.id != before
    }
  }

  private func look(_ state: inout State) {
    let names = directory?.names() ?? []
    guard names != state.names else { return retry(names, &state) }
    state.names = names
    let opened = directory?.openCurrent()
    state.refused = opened?.refused
    // A damaged successor does not take away what serves.
    if let model = opened?.model { state.model = model }
    if names.isEmpty { state.model = nil }
  }

  /// A file that is damaged stays so; one the system would not open may be opened the next time.
  private func retry(_ names: [TrainedModel.ID?], _ state: inout State) {
    guard case .tensors(.cannotOpen) = state.refused, let name = names.first ?? nil,
      let model = try? directory?.open(name)
    else { return }
    state.model = model
    state.refused = nil
  }
}

extension Engine {
  /// The model that serves; `nil` without one.
  public var model: TrainedModel.ID? { models.model?.id }

  /// Opens the model before a page asks for it, which looks through its whole file.
  public func prepareModel() { _ = models.model }

  /// Swaps in a model that was published since; `true` when another one serves now.
  public func reloadModelIfPublished() -> Bool { models.reload() }

  /// The summands of a title's score for a viewer; `nil` when there is no such title.
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

  /// The model's answers about a viewer; `nil` when another model serves by now.
  func taste(
    _ ground: PageGround, _ profile: ViewerProfile, of id: TrainedModel.ID
  ) -> ModelTaste? {
    guard let model = models.model, model.id == id else { return nil }
    return ModelTaste(
      catalog: ground.catalog, model: model, profile: profile,
      presentPopularity: ground.presentPopularity, likeness: likeness)
  }
}

extension ViewerProfile {
  /// The profile of what was read of a viewer.
  ///
  /// Titles that are not among the `begun` ones were played for moments: they weigh as little as that,
  /// and nothing says that they were watched.
  init(
    _ history: ViewingHistory, _ choices: Choices, begun: Set<Title.ID>,
    in catalog: CatalogSnapshot, at instant: Instant
  ) {
    let all = ViewerProfile(
      events: history.allEvents, assets: history.watched.assets, detailViews: history.detailViews,
      thumbs: choices.thumbs, forgotten: choices.forgotten, now: instant,
      genres: { catalog[$0]?.genres.map(\.id) ?? [] })
    self.init(
      entries: all.entries.map { entry in
        begun.contains(entry.title)
          ? entry : Entry(title: entry.title, watched: entry.watched, thumb: entry.thumb)
      })
  }
}
