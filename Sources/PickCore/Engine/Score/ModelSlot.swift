import PickRecommender
import Synchronization

/// Holds the model that serves, and swaps it in whole when another one is published.
final class ModelSlot: Sendable {
  private struct State {
    var model: TrainedModel?
    var refused: ModelError?
    /// What `current` named when it was looked at; `nil` before the first look.
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
