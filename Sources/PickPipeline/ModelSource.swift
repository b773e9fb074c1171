package import PickModel
package import PickRecommender

/// What a pipeline makes models of: the months of an inbox, counts of another machine, or what was
/// watched on this machine.
///
/// The first two read files and write reports, and are in `PickIntake`; a program that trains by
/// itself links neither (`MachineTraining`).
package protocol ModelSource: Sendable {
  /// The word that marks its stages in the ledger and its results; `nil` for those of months.
  var mark: String? { get }
  /// The name of the folder of what a month's stages make.
  func folder(of month: Month) -> String
  /// The instant before which events are learned from.
  func end(of month: Month) -> Instant
  /// Rows of views and clicks that a month brings, for which there has to be room.
  func rows(of month: Month) -> Double
  /// The stages that only this source knows, for one run of a month.
  func ownStages(of month: Month, run: String, in pipeline: Pipeline) -> OwnStages
  /// The files a model of a month was made of.
  func files(
    behind month: Month, in pipeline: Pipeline
  ) async throws -> [ModelHistory.MonthFiles]
  /// What models are measured on; `nil` for what the database holds.
  func ratings(in pipeline: Pipeline) async throws -> Dataset?
  /// Tells people what is known of a model once a stage has ended well.
  ///
  /// - Returns: why that failed, if it did: it is no reason to stop.
  func publicise(_ stage: Stage, of month: Month, in pipeline: Pipeline) async throws -> [String]
  /// Why a model that passed the gate must not serve beside the one that does; `nil` when it may.
  func reasonToYield(in pipeline: Pipeline) async throws -> String?
}

/// The work of a stage, as its source does it; `nil` where the stage is the same for every source.
package typealias OwnStages = @Sendable (_ stage: Stage) async throws -> StageWork?

extension ModelSource {
  package func folder(of month: Month) -> String {
    mark.map { "\(month)-\($0)" } ?? month.description
  }
  package func end(of month: Month) -> Instant { month.end }
  package func rows(of month: Month) -> Double { 0 }
  package func ownStages(of month: Month, run: String, in pipeline: Pipeline) -> OwnStages {
    { _ in nil }
  }
  package func files(
    behind month: Month, in pipeline: Pipeline
  ) async throws -> [ModelHistory.MonthFiles] { [] }
  package func ratings(in pipeline: Pipeline) async throws -> Dataset? { nil }
  package func publicise(
    _ stage: Stage, of month: Month, in pipeline: Pipeline
  ) async throws -> [String] { [] }
  package func reasonToYield(in pipeline: Pipeline) async throws -> String? { nil }
}
