import Glibc

/// The input of a fit besides data: seed, threads, progress and cancellation.
public struct FitContext: Sendable {
  /// The seed of all random numbers of the fit.
  public let seed: UInt64
  /// The number of threads, > 0; it changes results by rounding at most.
  public let threads: Int
  /// Called from time to time with the share of work done, in [0, 1].
  public let progress: @Sendable (Double) -> Void
  /// Called from time to time; the fit is cancelled when it returns true.
  public let isCancelled: @Sendable () -> Bool
  /// The events the data set was made of; `nil` where only its cells are known.
  private var past: PastEvents?
  /// The plan by which the data set was split off from the held-out events; `nil` where that is
  /// unknown.
  private(set) var plan: SplitPlan?

  /// A context; by default progress is not reported and the fit is never cancelled.
  ///
  /// - Parameters:
  ///   - seed: the seed of all random numbers.
  ///   - threads: the number of threads; by default one for each core.
  ///   - progress: called with the share of work done, in [0, 1].
  ///   - isCancelled: returns true to cancel the fit.
  public init(
    seed: UInt64 = 0, threads: Int = Self.coreCount,
    progress: @escaping @Sendable (Double) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.seed = seed
    self.threads = max(1, threads)
    self.progress = progress
    self.isCancelled = isCancelled
  }

  /// This context for a data set that was made of `log`; recipes that choose their settings cut
  /// inner splits from it.
  public func learning(from log: InteractionLog) -> FitContext { learning(from: PastEvents(log)) }

  /// This context for the training data of a split; settings are then chosen for the split's task.
  func learning(from split: Split) -> FitContext {
    var context = learning(from: split.past)
    context.plan = split.plan
    return context
  }

  private func learning(from past: PastEvents) -> FitContext {
    var context = self
    context.past = past
    return context
  }

  /// The events a data set was made of; where they are unknown, each of its cells is one event.
  func events(of dataset: Dataset) -> InteractionLog { past?.events() ?? InteractionLog(dataset) }

  /// The number of processors online, including those this process may not use.
  public static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Throws `FitError.cancelled` when `isCancelled` returns true.
  public func checkCancellation() throws(FitError) {
    if isCancelled() { throw .cancelled }
  }

  /// The context of a part of the work; its progress is reported within this range of the whole.
  func part(_ range: ClosedRange<Double>) -> FitContext {
    let (start, end) = (range.lowerBound, range.upperBound)
    var context = FitContext(
      seed: seed, threads: threads,
      // The last report is exactly the end of the range, without rounding.
      progress: { [progress] in progress($0 < 1 ? min(end, start + (end - start) * $0) : end) },
      isCancelled: isCancelled)
    context.past = past
    context.plan = plan
    return context
  }

  /// The context of one of several parts of about equal duration.
  func part(_ step: Int, of count: Int) -> FitContext {
    part(Double(step) / Double(count)...Double(step + 1) / Double(count))
  }
}

/// The reasons why a fit fails.
public enum FitError: Error, Equatable, Sendable {
  /// The data set has no interactions, ratings or documents to learn from.
  case emptyDataset
  /// There are more items than the recipe allows, because of its memory.
  case tooManyItems(count: Int, limit: Int)
  /// There are more users than the recipe allows, because of its memory.
  case tooManyUsers(count: Int, limit: Int)
  /// A learned parameter is not finite after this iteration.
  case diverged(iteration: Int)
  /// The matrix to invert is not positive definite at this row.
  case notPositiveDefinite(row: Int)
  /// The recipe cannot use the data.
  case data(DatasetError)
  /// The fit was cancelled.
  case cancelled
}
