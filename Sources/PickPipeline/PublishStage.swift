import Foundation
package import PickCore
import PickModel
import PickStore
import PickSystem

extension Pipeline {
  /// The work of a stage that is the same for every source.
  ///
  /// - Throws: `PipelineError` where what it works on is not there.
  func work(of stage: Stage, _ month: Month, run: String) async throws -> StageWork {
    switch stage {
    case .wait, .validate, .ingest, .report:
      throw PipelineError.missing("There are no files of \(month) to work on.")
    case .train: try await trainWork(month, run: run)
    case .evaluate: try await evaluateWork(month)
    case .gate: try await gateWork(month)
    case .publish: try await publishWork(month, run: run)
    }
  }

  /// Lets the model of a month serve, if the gate let it pass.
  ///
  /// Pages made with it are looked at before it serves, and again when it does: where they are not as
  /// they should be, what served before goes on serving.
  func publishWork(_ month: Month, run: String) async throws -> StageWork {
    let results = results(of: month)
    let challenger = try challenger(of: month)
    guard let id = challenger.id else { throw ModelError.badManifest }
    guard let bytes = try? Files.read(results.gate, limit: 1 << 20),
      let verdict = try? JSONDecoder().decode(GateVerdict.self, from: Data(bytes)),
      results.metricsFile?.model == id.description
    else {
      throw PipelineError.missing("The gate has not judged the model of \(month) yet.")
    }
    guard verdict.isPassed else {
      throw PipelineError.rejected("The gate did not let model \(id) pass.")
    }
    return StageWork(
      input: challenger.sha256,
      stands: { [models] in
        $0 == challenger.sha256 && models.names().contains(id) && (try? models.open(id)) != nil
      }
    ) { [self] progress in
      if let reason = try await reasonToHoldBack(id, of: month) {
        return StageResult(
          output: challenger.sha256, sentence: "model \(id) does not serve", warnings: [reason])
      }
      progress("Looking at pages", 0)
      let end = source.end(of: month)
      if let fault = try await fault(ofPagesBy: id, in: results.challengers, at: end) {
        try await updateHistory(of: id, state: .rejected)
        throw PipelineError.rejected(
          "Pages of model \(id) are not right (\(fault)). What serves goes on serving.")
      }
      progress("Publishing", 0.5)
      let file = try results.challengers.bytes(of: challenger)
      try await keepLock(of: month, run: run)
      do { try models.publish(file, challenger) } catch {
        throw PipelineError.explaining(error, writing: models.path)
      }
      progress("Looking at pages", 0.7)
      if let fault = try await fault(ofPagesBy: id, in: models, at: end) {
        try models.withdraw(id)
        try await updateHistory(of: id, state: .rejected)
        throw PipelineError.rejected(
          "Pages of model \(id) are not right (\(fault)). "
            + (models.names().isEmpty
              ? "There is none to go back to." : "The model before serves again."))
      }
      try await ModelRegistry(self).noteSwitch(to: id)
      return StageResult(
        output: challenger.sha256, sentence: "model \(id) serves",
        warnings: try await source.publicise(.publish, of: month, in: self),
        details: "{\"model\":\"\(id)\"}")
    }
  }

  /// Why a model that passed the gate must not serve; `nil` when it may.
  private func reasonToHoldBack(
    _ id: TrainedModel.ID, of month: Month
  ) async throws -> String? {
    if let reason = try await source.reasonToYield(in: self) { return reason }
    let records = try await stores.modelRecords()
    if let serving = models.names().first ?? nil, serving != id,
      let newer = records.first(where: { $0.id == serving.description })?.month, newer > month
    {
      return "Model \(serving) of \(newer) serves and knows later months. Run \(newer) again, so "
        + "that its model learns what came late."
    }
    if let record = records.first(where: { $0.id == id.description }), record.state == .rejected,
      record.promotedAt != nil
    {
      return Self.takenBack(id, isKept: models.names().contains(id))
    }
    return nil
  }

  /// Why a model does not serve again, and the command that lets it, which knows kept models only.
  package static func takenBack(_ id: TrainedModel.ID, isKept: Bool) -> String {
    "Model \(id) served before and was taken back, because less of what it showed was watched. "
      + (isKept
        ? "`pickctl models promote \(id)` lets it serve nevertheless."
        : "It is not kept any more: what serves goes on serving.")
  }

  /// What is wrong with pages that are made with a model; `nil` when nothing is.
  ///
  /// The instant is the end of what was learned from: titles may have left the catalogue since.
  private func fault(
    ofPagesBy id: TrainedModel.ID, in models: ModelDirectory, at instant: Instant
  ) async throws -> String? {
    let engine = Engine(
      stores: Engine.Stores(catalog: stores, watches: stores, choices: stores), models: models)
    guard engine.model == id else { return "it cannot be opened" }
    for viewer in try await someViewers() {
      let page = try await engine.home(of: viewer, now: instant)
      guard page.isPersonalised else { return "the model has no say" }
      guard page.shelves.contains(where: { !$0.cards.isEmpty }) else { return "a home is empty" }
      if page.shelves.contains(where: \.isFailed) { return "a shelf fails" }
    }
    return nil
  }
}

extension ShelfResult {
  fileprivate var isFailed: Bool {
    switch self {
    case .loaded: false
    case .failed: true
    }
  }
}

extension ModelDirectory {
  /// The file of a model that was verified.
  fileprivate func bytes(of manifest: ModelManifest) throws -> [UInt8] {
    guard let id = manifest.id else { throw ModelError.badManifest }
    return try Files.read("\(path)/\(id).safetensors", limit: manifest.byteCount)
  }
}
