import Dispatch
import Synchronization

/// Splits loops over the processor's cores.
///
/// Work is handed out in chunks, whoever is free takes the next one. A loop whose chunks write to
/// places of their own gives the same result on any number of threads.
enum Parallel {
  /// Calls `body` with each chunk of `0..<count`, on up to `threads` threads; returns when all are
  /// done.
  ///
  /// - Parameters:
  ///   - count: how many steps there are.
  ///   - chunk: how many steps are handed out at once, > 0.
  ///   - threads: how many threads may work, the caller's one among them.
  ///   - body: called with a worker's number in `0..<threads`, for scratch memory of its own, and
  ///     with the steps to do.
  static func forEach(
    _ count: Int, chunk: Int, threads: Int, _ body: @Sendable (_ worker: Int, Range<Int>) -> Void
  ) {
    let workers = max(1, min(threads, (count + chunk - 1) / chunk))
    guard workers > 1 else {
      for start in stride(from: 0, to: count, by: chunk) {
        body(0, start..<min(start + chunk, count))
      }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let start = next.add(chunk, ordering: .relaxed).oldValue
        guard start < count else { return }
        body(worker, start..<min(start + chunk, count))
      }
    }
  }

  /// The same for a part of a fit: asks before each chunk whether to stop, and tells how far it is.
  ///
  /// - Parameters:
  ///   - count: how many steps there are.
  ///   - chunk: how many steps are handed out at once, > 0.
  ///   - context: whose threads work, and who watches.
  ///   - share: the shares of the whole fit's work that this part begins and ends at.
  ///   - body: called with a worker's number and the steps to do.
  /// - Throws: `FitError.cancelled`; what `body` was to write is then incomplete.
  static func forEach(
    _ count: Int, chunk: Int, context: FitContext, share: ClosedRange<Double>,
    _ body: @Sendable (_ worker: Int, Range<Int>) -> Void
  ) throws(FitError) {
    let isStopped = Atomic<Bool>(false)
    let done = Atomic<Int>(0)
    forEach(count, chunk: chunk, threads: context.threads) { worker, steps in
      guard !isStopped.load(ordering: .relaxed) else { return }
      guard !context.isCancelled() else { return isStopped.store(true, ordering: .relaxed) }
      body(worker, steps)
      let sum = done.add(steps.count, ordering: .relaxed).newValue
      // Told by one worker only, so that the share never goes back.
      guard worker == 0 else { return }
      context.progress(
        share.lowerBound + (share.upperBound - share.lowerBound) * Double(sum) / Double(count))
    }
    if isStopped.load(ordering: .relaxed) { throw .cancelled }
  }
}

/// An array's memory, lent to several threads that write to places of their own.
///
/// `@unchecked Sendable`: the type cannot show that no two threads touch one place; every caller
/// does, by giving each chunk its own rows. It must not outlive the closure it was lent to.
struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  /// Lends the memory of `array` for the time of `body`.
  static func lend<Result, Failure: Error>(
    _ array: inout [Element], _ body: (SharedBuffer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try array.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      try body(SharedBuffer(buffer: buffer))
    }
  }

  /// Number of elements.
  var count: Int { buffer.count }

  /// One element; bounds are checked.
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < buffer.count)
      return buffer[index]
    }
    nonmutating set {
      precondition(index >= 0 && index < buffer.count)
      buffer[index] = newValue
    }
  }

  /// Where a range of elements begins, for kernels; the range is checked.
  func pointer(to range: Range<Int>) -> UnsafeMutablePointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
    guard let base = buffer.baseAddress else { preconditionFailure("an empty buffer has no range") }
    return base + range.lowerBound
  }
}
