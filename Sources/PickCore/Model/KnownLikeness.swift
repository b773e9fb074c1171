import PickModel
import Synchronization

/// Keeps which titles are like those whose pages were opened, for as long as one model serves.
///
/// It is the same for all viewers; only which of them a page may show is not. The room is counted in
/// titles.
final class KnownLikeness: Sendable {
  private struct State {
    var model: TrainedModel.ID?
    var entries = RecentEntries<Title.ID, [Title.ID]>(mostWeight: 0)
  }

  private let state = Mutex(State())
  private let mostTitles: Int

  /// Keeps about so many titles; nothing with 0.
  init(mostTitles: Int) { self.mostTitles = mostTitles }

  /// The titles like `title` by a model, the most alike first.
  func alike(to title: Title.ID, by model: TrainedModel) -> [Title.ID] {
    if let known = known(title, model.id) { return known }
    let found = model.allAlike(to: title).map(\.title)
    guard mostTitles > 0 else { return found }
    state.withLock { state in
      if state.model != model.id {
        state = State(model: model.id, entries: RecentEntries(mostWeight: mostTitles))
      }
      state.entries.keep(found, for: title, weight: found.count + 8)
    }
    return found
  }

  private func known(_ title: Title.ID, _ model: TrainedModel.ID) -> [Title.ID]? {
    guard mostTitles > 0 else { return nil }
    return state.withLock { $0.model == model ? $0.entries[title] : nil }
  }
}
