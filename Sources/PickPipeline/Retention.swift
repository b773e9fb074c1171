package import PickModel
package import PickStore
import PickSystem

extension Pipeline {
  /// The name in the ledger under which it is written down what was removed.
  static let retentionStage = "retain"

  /// Viewers whose facts are removed in one transaction.
  private static let retentionBatch = 256

  /// The first instant whose facts stay when a month's model serves; `nil` where all of them do.
  func keptSince(_ month: Month) -> Instant? {
    guard let months = options.keepMonths else { return nil }
    var first = month
    for _ in 1..<max(1, months) {
      guard let previous = first.previous else { return nil }
      first = previous
    }
    return first.start
  }

  /// What a month's stages depend on of what was watched: nothing that retention may remove.
  package func watched(by month: Month) async throws -> WatchingFacts {
    try await stores.watchingFacts(from: keptSince(month), before: source.end(of: month))
  }

  /// Removes facts from before the months that are kept, viewer by viewer.
  ///
  /// Each batch is removed as a whole, so that a process that is killed leaves a part done, and the
  /// next run does the rest.
  ///
  /// - Returns: what was done, in a sentence; `nil` where there was nothing to do.
  func removeOldFacts(
    servedBy month: Month, run: String, progress: StageProgress
  ) async throws -> String? {
    guard let instant = keptSince(month) else { return nil }
    let input = "\(instant.millisecondsSince1970)"
    let left = try await stores.watchingFacts(from: nil, before: instant)
    let last = try await stores.stageRecords(of: month).last {
      $0.stage == Self.retentionStage && $0.state == .done
    }
    guard last?.input != input || last?.output != "\(left.events)" else { return nil }
    var record = StageRecord(
      run: run, stage: Self.retentionStage, month: month, state: .running, input: input,
      version: Release.version, startedAt: clock.now())
    try await stores.record(record)
    let viewers = max(1, try await stores.accountNumbers().count)
    var removed: (events: Int, others: Int) = (0, 0)
    var (viewer, done): (Viewer.ID?, Int) = (nil, 0)
    while let batch = try await stores.removeFacts(
      ofViewersAfter: viewer, count: Self.retentionBatch, before: instant)
    {
      removed.events += batch.events
      removed.others += batch.detailViews + batch.impressions
      viewer = batch.last
      done += Self.retentionBatch
      progress("Removing what is old", min(1, Double(done) / Double(viewers)))
      try Task.checkCancellation()
    }
    let rest = try await stores.watchingFacts(from: nil, before: instant)
    record.state = .done
    record.output = "\(rest.events)"
    record.endedAt = clock.now()
    let sentence =
      "removed \(removed.events) events and \(removed.others) shown or opened cards from before "
      + "\(Month(containing: instant)); \(rest.events) older events are still needed"
    record.details = sentence
    try await stores.record(record)
    return sentence
  }

  /// Refuses work on a month of which something has been removed: what is left is no month.
  ///
  /// - Throws: `PipelineError.missing`.
  package func checkKept(_ month: Month) async throws {
    let removed = try await stores.stageRecords(of: nil).compactMap { record in
      record.stage == Self.retentionStage ? Int64(record.input) : nil
    }.max()
    guard let removed, month.start.millisecondsSince1970 < removed else { return }
    throw PipelineError.missing(
      "Facts from before \(Month(containing: Instant(millisecondsSince1970: removed))) have been "
        + "removed (--keep-months), so that \(month) is not taken up again.")
  }
}
