import Foundation
import Glibc
package import PickModel
import PickStore
import PickSystem

/// Runs stages of one month, and writes into the ledger what they did.
///
/// A stage that was done with the same input, and whose result is still there, is not repeated: a
/// run that was killed goes on where it was. One of several runs of a month wins; the others are
/// told who did.
package struct PipelineRun: Sendable {
  /// A run that has not said for so long that it is alive is taken for dead, in seconds.
  static let silenceSeconds: Int64 = 60

  /// How long the ledger keeps what was done again since, in seconds: a year.
  static let recordSeconds: Int64 = 365 * 86_400

  private let pipeline: Pipeline
  private let month: Month
  /// The name of the run.
  package let id: String
  private let own: OwnStages
  /// The pause between two heartbeats.
  private let pause: Duration

  /// A run of one month, with a name of its own.
  package init(_ pipeline: Pipeline, _ month: Month) {
    self.init(pipeline, month, pause: .seconds(Self.silenceSeconds / 4))
  }

  init(_ pipeline: Pipeline, _ month: Month, pause: Duration) {
    self.pipeline = pipeline
    self.month = month
    self.pause = pause
    id = DatabaseID.random().rawValue
    own = pipeline.source.ownStages(of: month, run: id, in: pipeline)
  }

  /// Runs some stages, in their order.
  ///
  /// - Parameters:
  ///   - stages: which ones.
  ///   - progress: called as a stage goes on.
  ///   - finished: called after each stage.
  /// - Throws: `PipelineError`, and what importing, training and the database throw. The stages
  ///   before stay done.
  package func run(
    _ stages: [Stage],
    progress: @escaping @Sendable (Stage, String, Double) -> Void = { _, _, _ in },
    finished: (StageOutcome) -> Void = { _ in }
  ) async throws {
    try await lock()
    do {
      for stage in stages {
        var outcome = try await run(stage) { progress(stage, $0, $1) }
        if stage == .publish, let removed = try await removeOldFacts({ progress(stage, $0, $1) }) {
          outcome = outcome.adding(removed)
        }
        finished(outcome)
      }
    } catch {
      try? await pipeline.stores.unlockMonth(month, run: id)
      throw error
    }
    try await pipeline.stores.unlockMonth(month, run: id)
    _ = try await pipeline.stores.forgetStages(
      endedBefore: pipeline.clock.now().advanced(bySeconds: -Self.recordSeconds))
  }

  /// What would be run, and why.
  package func plan(_ stages: [Stage]) async throws -> [(stage: Stage, reason: String)] {
    var isStale = false
    var plan: [(stage: Stage, reason: String)] = []
    for stage in stages {
      let reason = isStale ? "runs: a stage before it will" : try await reasonToRun(stage)
      if reason.hasPrefix("runs") { isStale = true }
      plan.append((stage, reason))
    }
    return plan
  }

  private func reasonToRun(_ stage: Stage) async throws -> String {
    if pipeline.options.isForced { return "runs: --force" }
    do {
      let work = try await work(of: stage)
      guard let last = try await lastDone(stage) else { return "runs: it was never done" }
      guard last.input == work.input else { return "runs: what it depends on has changed" }
      guard let output = last.output, work.stands(output) else {
        return "runs: its result is gone"
      }
      return "done: nothing has changed since"
    } catch let error as PipelineError {
      return "waits: \(error.sentence)"
    }
  }

  private func work(of stage: Stage) async throws -> StageWork {
    if let work = try await own(stage) { return work }
    return try await pipeline.work(of: stage, month, run: id)
  }

  private func lastDone(_ stage: Stage) async throws -> StageRecord? {
    try await pipeline.stores.stageRecords(of: month)
      .last { $0.stage == pipeline.name(of: stage) && $0.state == .done }
  }

  private func run(
    _ stage: Stage, progress: @escaping StageProgress
  ) async throws -> StageOutcome {
    let work = try await work(of: stage)
    if !pipeline.options.isForced, let last = try await lastDone(stage), last.input == work.input,
      let output = last.output, work.stands(output)
    {
      return StageOutcome(stage, wasDone: true, sentence: "done before, and nothing has changed")
    }
    var record = StageRecord(
      run: id, stage: pipeline.name(of: stage), month: month, state: .running, input: work.input,
      version: Release.version, startedAt: pipeline.clock.now())
    try await pipeline.stores.record(record)
    do {
      try pipeline.checkRoom(for: stage, of: month)
      let result = try await holdingLock { try await work.run(progress) }
      record.state = .done
      record.output = result.output
      record.details = result.details
      record.endedAt = pipeline.clock.now()
      try await pipeline.keepLock(of: month, run: id)
      try await pipeline.stores.record(record)
      return StageOutcome(
        stage, wasDone: false, sentence: result.sentence, warnings: result.warnings)
    } catch {
      if case .rejected = error as? PipelineError {
        record.state = .rejected
      } else {
        record.state = .failed
      }
      record.details = (error as? PipelineError)?.sentence ?? "\(error)"
      record.endedAt = pipeline.clock.now()
      try? await pipeline.stores.record(record)
      throw error
    }
  }

  private func removeOldFacts(_ progress: @escaping StageProgress) async throws -> String? {
    try await holdingLock { [self] in
      try await pipeline.removeOldFacts(servedBy: month, run: id, progress: progress)
    }
  }

  // MARK: - The lock

  /// Does some work while the run says that it is alive, and ends the work where the lock is lost.
  private func holdingLock<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await Supervised.run(work) { [self] in await beat() }
  }

  private func lock() async throws {
    let holder = PipelineHolder.this
    let other = try await take(holder, dead: nil)
    guard let other else { return }
    // A process of this machine that is gone needs no minute of silence.
    guard PipelineHolder(other.holder)?.isGone == true,
      try await take(holder, dead: other.holder) == nil
    else { throw PipelineError.inUse(other) }
  }

  private func take(_ holder: PipelineHolder, dead: String?) async throws -> MonthLock? {
    let now = pipeline.clock.now()
    return try await pipeline.stores.lockMonth(
      month, run: id, holder: holder.text, now: now,
      expired: now.advanced(bySeconds: -Self.silenceSeconds), dead: dead)
  }

  /// Says that the run is alive until it is cancelled, which also ends the pause; returns early when
  /// another run has the lock.
  ///
  /// A database that does not answer is asked again: the stage itself will meet it.
  private func beat() async -> PipelineError? {
    while !Task.isCancelled {
      do {
        try await pipeline.keepLock(of: month, run: id)
      } catch let error as PipelineError {
        return error
      } catch {}
      try? await Task.sleep(for: pause)
    }
    return nil
  }
}

extension Pipeline {
  /// Says that a run is alive and still has the lock of its month.
  ///
  /// - Throws: `PipelineError.notYet` when another run has taken the lock over.
  func keepLock(of month: Month, run: String) async throws {
    guard try await stores.keepMonth(month, run: run, now: clock.now()) else {
      throw PipelineError.notYet(
        "Another run has taken \(month) over: this one was silent for more than "
          + "\(PipelineRun.silenceSeconds) s.")
    }
  }
}

/// The process that holds a lock: machine, number, and when it began, so that a number that was
/// given to another process since is not taken for it.
struct PipelineHolder: Equatable {
  /// The machine as it was started, and the table its processes are numbered in: two machines may
  /// have one name, and containers of one machine number their processes each.
  let host: String
  let process: Int32
  let began: String

  /// This process.
  static let this = PipelineHolder(
    host: machine, process: getpid(), began: fields(of: getpid())?.began ?? "0")

  init(host: String, process: Int32, began: String) {
    self.host = host
    self.process = process
    self.began = began
  }

  /// Reads what `text` wrote.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 3, let process = Int32(words[1]) else { return nil }
    self.init(host: String(words[0]), process: process, began: String(words[2]))
  }

  var text: String { "\(host) \(process) \(began)" }

  /// Whether it is of this machine and does not run any more.
  ///
  /// A process of another user may be hidden from this one: it counts as running while the system
  /// knows its number.
  var isGone: Bool {
    guard host == Self.this.host, process > 0 else { return false }
    if kill(process, 0) != 0, errno == ESRCH { return true }
    guard let fields = Self.fields(of: process) else { return false }
    // A process that was killed keeps its number until its parent has asked how it ended.
    return fields.began != began || ["Z", "X"].contains(fields.state)
  }

  /// Name, start and process table of this machine, in one word.
  private static var machine: String {
    let start = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))
      .map { String($0.prefix { $0 != "\n" }) }
    let table = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    // Without the two it cannot be told whether a process is of the same machine.
    let mark = start.flatMap { start in table.map { "\(start)/\($0)" } } ?? UUID().uuidString
    return "\(ProcessInfo.processInfo.hostName)/\(mark)".replacing(" ", with: "-")
  }

  /// What the system tells of a process: its state in a letter, and when it began, in ticks since the
  /// machine did; `nil` when there is none.
  private static func fields(of process: Int32) -> (state: String, began: String)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    // proc(5): the name in parentheses is field 2, the state field 3, the beginning field 22.
    let fields = text[end...].split(separator: " ").map(String.init)
    return fields.count > 20 ? (fields[1], fields[20]) : nil
  }
}

extension PipelineError {
  /// What happened and what to do.
  package var sentence: String {
    switch self {
    case .notYet(let text), .badData(let text), .missing(let text), .rejected(let text),
      .overLimit(let text), .configuration(let text), .cannotWrite(let text):
      text
    case .inUse(let lock):
      "Another run (\(DisplayText.sanitized(lock.holder))) is at work on \(lock.month)."
    }
  }
}
