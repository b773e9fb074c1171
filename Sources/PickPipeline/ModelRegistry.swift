import Foundation
package import PickCore
package import PickModel
package import PickStore
import PickSystem

/// The models of a database: which one serves, which ones served before, what was refused.
///
/// The file `current` beside the models says which one serves; the ledger says where each came from.
/// Where the two differ, `current` is right.
package struct ModelRegistry: Sendable {
  /// One model.
  package struct Entry: Equatable, Sendable, Encodable {
    package let id: String
    package let state: ModelRecord.State
    /// Whether its file is there, so that it can serve.
    package let isKept: Bool
    /// The month it is of; `nil` for a model of `pickctl train`, or that `pick` trained by itself.
    package let month: Month?
    /// The run of the pipeline it came out of; `nil` for a model of `pickctl train`.
    package let run: String?
    package let madeAt: Instant
    package let promotedAt: Instant?
    /// Where it came from; `nil` for a model of `pickctl train`, whose manifest says what is known.
    package let history: ModelHistory?
    package let manifest: ModelManifest?

    /// Whether a viewer's program trained it by itself.
    package var isOfMachine: Bool { history?.isOfMachine == true }

    private enum CodingKeys: String, CodingKey {
      case id, state, month, run, history, manifest
      case isKept = "kept"
      case madeAt = "made_at"
      case promotedAt = "promoted_at"
    }
  }

  private let stores: any Stores
  private let models: ModelDirectory
  private let now: Instant

  /// The registry of a database, at an instant.
  package init(stores: any Stores, models: ModelDirectory, now: Instant) {
    self.stores = stores
    self.models = models
    self.now = now
  }

  /// The registry of a pipeline's database, now.
  package init(_ pipeline: Pipeline) {
    self.init(stores: pipeline.stores, models: pipeline.models, now: pipeline.clock.now())
  }

  /// All models that are known: the serving one first, then those before it, then the others.
  package func entries() async throws -> [Entry] {
    let records = try await stores.modelRecords()
    let kept = models.names().compactMap { $0?.description }
    let order = kept + records.map(\.id).filter { !kept.contains($0) }
    return order.map { id in
      let record = records.first { $0.id == id }
      let manifest = TrainedModel.ID(id).flatMap { try? models.manifest(of: $0) }
      let history = record.flatMap {
        try? JSONDecoder().decode(ModelHistory.self, from: Data($0.history.utf8))
      }
      return Entry(
        id: id,
        state: Self.state(
          record?.state, isServing: id == kept.first,
          isKept: kept.contains(id)),
        isKept: kept.contains(id), month: record?.month, run: record?.run,
        madeAt: record?.madeAt ?? manifest?.trainedAt ?? now,
        promotedAt: record?.promotedAt, history: history, manifest: manifest ?? history?.manifest)
    }
  }

  /// The part a model plays: what was refused and is kept, as the last resort of damaged files, is
  /// still refused.
  private static func state(
    _ recorded: ModelRecord.State?, isServing: Bool, isKept: Bool
  ) -> ModelRecord.State {
    if isServing { return .champion }
    switch recorded {
    case .rejected: return .rejected
    case .challenger: return isKept ? .previous : .challenger
    case .champion, .previous, nil: return .previous
    }
  }

  /// Lets a model that is kept serve again.
  ///
  /// - Throws: `PipelineError.missing` for one that is not kept; what a check of its file finds.
  package func promote(_ name: String) async throws -> TrainedModel.ID {
    let kept = models.names().compactMap { $0 }
    let matches = kept.filter { $0.description.hasPrefix(name) }
    guard matches.count == 1, let id = matches.first else {
      let known = kept.map(\.description).joined(separator: ", ")
      throw PipelineError.missing(
        matches.isEmpty
          ? "There is no model \(name) here. There are: \(known.isEmpty ? "none" : known)."
          : "\(name) begins the names of several models: \(known).")
    }
    try models.promote(id)
    try await noteSwitch(to: id)
    return id
  }

  /// Lets the model before the serving one serve again.
  ///
  /// - Throws: `PipelineError.missing` when there is none before it.
  package func rollback(rejecting: Bool = false) async throws -> TrainedModel.ID {
    let before = models.openCurrent().model?.id
    let refused = try await stores.modelRecords().filter { $0.state == .rejected }
      .compactMap { TrainedModel.ID($0.id) }
    guard let id = try models.rollback(refusing: Set(refused)) else {
      throw PipelineError.missing("There is no model to go back to.")
    }
    try await noteSwitch(to: id)
    if rejecting, let before, before != id {
      try await change(before.description) { $0.state = .rejected }
    }
    return id
  }

  /// Writes into the ledger which model serves since now.
  func noteSwitch(to id: TrainedModel.ID) async throws {
    for record in try await stores.modelRecords()
    where record.state == .champion && record.id != id.description {
      try await change(record.id) {
        $0.state = .previous
        $0.replacedAt = now
      }
    }
    let isKnown = try await stores.modelRecords().contains { $0.id == id.description }
    if !isKnown {
      // A model of `pickctl train`: what is known of it is in its manifest.
      let madeAt = (try? models.manifest(of: id))?.trainedAt ?? now
      try await stores.record(
        ModelRecord(
          id: id.description, month: nil, run: nil, state: .champion, madeAt: madeAt,
          history: "{}"))
    }
    try await change(id.description) {
      $0.state = .champion
      $0.promotedAt = now
      $0.replacedAt = nil
    }
  }

  private func change(_ id: String, _ change: (inout ModelRecord) -> Void) async throws {
    guard var record = try await stores.modelRecords().first(where: { $0.id == id }) else {
      return
    }
    change(&record)
    try await stores.record(record)
  }
}
