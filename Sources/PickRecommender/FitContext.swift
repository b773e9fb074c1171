import Glibc

/// What a fit is handed besides data: the seed of all its randomness, and how it is watched.
public struct FitContext: Sendable {
  /// Where models draw their random numbers from, and from nowhere else.
  public let seed: UInt64
  /// How many threads may work, > 0; results do not depend on it beyond rounding.
  public let threads: Int
  /// Called with the share of work done, in [0, 1], now and then.
  public let progress: @Sendable (Double) -> Void
  /// Asked now and then whether to stop.
  public let isCancelled: @Sendable () -> Bool
  /// What the data set was made of, event by event; `nil` when nobody knows more than its cells.
  private var past: PastEvents?
  /// How the data set was cut off from what will be asked; `nil` when nobody says.
  private(set) var plan: SplitPlan?

  /// A context; by default nobody watches and nobody stops it.
  ///
  /// - Parameters:
  ///   - seed: where random numbers come from.
  ///   - threads: how many threads may work; by default one for each core.
  ///   - progress: called with the share of work done, in [0, 1].
  ///   - isCancelled: asked whether to stop.
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

  /// The same context for a data set that was made of a log: a recipe that chooses its settings cuts
  /// inner splits from it.
  public func learning(from log: InteractionLog) -> FitContext { learning(from: PastEvents(log)) }

  /// The same for the past of a split: what is chosen is chosen for the question the split asks.
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

  /// What a data set was made of, event by event; where nobody said, each of its cells is an event.
  func events(of dataset: Dataset) -> InteractionLog { past?.events() ?? InteractionLog(dataset) }

  /// How many processors are online, whether or not this process may use all of them.
  public static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Throws `FitError.cancelled` once somebody asked to stop.
  public func checkCancellation() throws(FitError) {
    if isCancelled() { throw .cancelled }
  }

  /// The context of a part of the work, whose progress is told from and to these shares of the
  /// whole.
  func part(_ range: ClosedRange<Double>) -> FitContext {
    let (start, end) = (range.lowerBound, range.upperBound)
    var context = FitContext(
      seed: seed, threads: threads,
      // Exactly the end at the end, whatever rounding makes of the way there.
      progress: { [progress] in progress($0 < 1 ? min(end, start + (end - start) * $0) : end) },
      isCancelled: isCancelled)
    context.past = past
    context.plan = plan
    return context
  }

  /// The context of one of several parts that take about as long as each other.
  func part(_ step: Int, of count: Int) -> FitContext {
    part(Double(step) / Double(count)...Double(step + 1) / Double(count))
  }
}

/// Why a recipe learned nothing.
public enum FitError: Error, Equatable, Sendable {
  /// There is nothing to learn from.
  case emptyDataset
  /// More items than the recipe can hold in memory.
  case tooManyItems(count: Int, limit: Int)
  /// More users than the recipe can hold in memory.
  case tooManyUsers(count: Int, limit: Int)
  /// A parameter is no longer finite.
  case diverged(iteration: Int)
  /// The matrix to invert is not positive definite at this row.
  case notPositiveDefinite(row: Int)
  /// The data do not suit the recipe.
  case data(DatasetError)
  /// Somebody asked to stop.
  case cancelled
}
