package import PickModel

/// Keeps the pipeline's ledger: who works on a month, what each stage read and made, and which
/// models came out of it.
package protocol LedgerStore: Sendable {
  /// Takes the lock of a month for a run; one of several runs wins.
  ///
  /// A lock whose heartbeat is older than `expired`, or whose holder is `dead`, is taken over.
  ///
  /// - Returns: who holds the lock when another run does; `nil` when `run` has it now.
  func lockMonth(
    _ month: Month, run: String, holder: String, now: Instant, expired: Instant, dead: String?
  ) async throws(StoreError) -> MonthLock?
  /// Says that a run is alive; `false` when another run has taken its lock over.
  func keepMonth(_ month: Month, run: String, now: Instant) async throws(StoreError) -> Bool
  /// Gives the lock of a month back, if the run still has it.
  func unlockMonth(_ month: Month, run: String) async throws(StoreError)
  /// The locks that are held.
  func monthLocks() async throws(StoreError) -> [MonthLock]
  /// Writes what is known of a stage of a run; what was written before is replaced.
  func record(_ stage: StageRecord) async throws(StoreError)
  /// The stages of one month or of all, in the order in which they began.
  func stageRecords(of month: Month?) async throws(StoreError) -> [StageRecord]
  /// Removes the records of runs that ended before an instant; the newest of each month and stage stays,
  /// and so does the newest that is done.
  func forgetStages(endedBefore instant: Instant) async throws(StoreError) -> Int
  /// Writes what is known of a model; what was written before is replaced.
  func record(_ model: ModelRecord) async throws(StoreError)
  /// All models that were recorded, the newest first.
  func modelRecords() async throws(StoreError) -> [ModelRecord]
  /// Figures that change when what was watched in a span changes; from the first event on where
  /// `start` is `nil`.
  func watchingFacts(
    from start: Instant?, before end: Instant
  ) async throws(StoreError) -> WatchingFacts
  /// How often what shelves showed in a span was opened and watched.
  func shelfRates(from start: Instant, to end: Instant) async throws(StoreError) -> [ShelfRate]
}

extension LedgerStore {
  /// Figures of everything that was watched before an instant.
  package func watchingFacts(before end: Instant) async throws(StoreError) -> WatchingFacts {
    try await watchingFacts(from: nil, before: end)
  }
}

/// The lock of a month.
package struct MonthLock: Equatable, Sendable {
  package let month: Month
  package let run: String
  /// The process that holds it, as it names itself.
  package let holder: String
  package let heartbeatAt: Instant

  package init(month: Month, run: String, holder: String, heartbeatAt: Instant) {
    self.month = month
    self.run = run
    self.holder = holder
    self.heartbeatAt = heartbeatAt
  }
}

/// What is known of one stage of one run.
package struct StageRecord: Equatable, Sendable {
  /// How a stage stands.
  package enum State: String, CaseIterable, Codable, Sendable {
    case running
    case done
    case failed
    /// The gate said no.
    case rejected
  }

  package var run: String
  package var stage: String
  package var month: Month
  package var state: State
  /// A checksum of everything the stage depends on.
  package var input: String
  /// A checksum of what it made; `nil` until it is done.
  package var output: String?
  /// What it found, as JSON or a sentence.
  package var details: String
  /// The version of Pick that ran it.
  package var version: String
  package var startedAt: Instant
  package var endedAt: Instant?

  package init(
    run: String, stage: String, month: Month, state: State, input: String, output: String? = nil,
    details: String = "", version: String, startedAt: Instant, endedAt: Instant? = nil
  ) {
    self.run = run
    self.stage = stage
    self.month = month
    self.state = state
    self.input = input
    self.output = output
    self.details = details
    self.version = version
    self.startedAt = startedAt
    self.endedAt = endedAt
  }
}

/// What is known of a model that was trained or brought from elsewhere.
package struct ModelRecord: Equatable, Sendable {
  /// The part a model plays.
  package enum State: String, CaseIterable, Codable, Sendable {
    /// It was trained and has not been published.
    case challenger
    /// It serves.
    case champion
    /// It served before, and can again.
    case previous
    /// The gate or the watch said no.
    case rejected
  }

  /// The model's name.
  package var id: String
  package var month: Month?
  package var run: String?
  package var state: State
  package var madeAt: Instant
  package var promotedAt: Instant?
  package var replacedAt: Instant?
  /// Where it came from, as JSON: the files, the data, the settings, the figures.
  package var history: String

  package init(
    id: String, month: Month?, run: String?, state: State, madeAt: Instant,
    promotedAt: Instant? = nil, replacedAt: Instant? = nil, history: String
  ) {
    self.id = id
    self.month = month
    self.run = run
    self.state = state
    self.madeAt = madeAt
    self.promotedAt = promotedAt
    self.replacedAt = replacedAt
    self.history = history
  }
}

/// Sums over what was watched; equal data, equal sums.
package struct WatchingFacts: Equatable, Sendable {
  package let events: Int
  package let watchedSeconds: Int64
  /// When the last event began; `nil` without events.
  package let last: Instant?

  package init(events: Int, watchedSeconds: Int64, last: Instant?) {
    self.events = events
    self.watchedSeconds = watchedSeconds
    self.last = last
  }
}

/// How often what a kind of shelf showed was opened and watched.
package struct ShelfRate: Equatable, Sendable {
  /// How long after it was shown an opened page or a watch still counts, in milliseconds: a day.
  package static let span: Int64 = 86_400_000

  /// The kind of shelf ("because", "continue").
  package let shelf: String
  package var shown: Int
  package var opened: Int
  package var watched: Int

  package init(shelf: String, shown: Int, opened: Int, watched: Int) {
    self.shelf = shelf
    self.shown = shown
    self.opened = opened
    self.watched = watched
  }
}
