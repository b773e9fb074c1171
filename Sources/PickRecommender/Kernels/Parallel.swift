import Dispatch
import Synchronization

/// Runs loops on several threads.
///
/// Each thread takes the next chunk of steps when it is free. A loop whose chunks write to separate
/// places gives the same result on any number of threads.
enum Parallel {
  /// Calls `body` with each chunk of `0..<count`, on up to `threads` threads; returns when all are
  /// done.
  ///
  /// - Parameters:
  ///   - count: the number of steps.
  ///   - chunk: the number of steps of a chunk, > 0.
  ///   - threads: the greatest number of threads, the caller's included.
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

  /// Runs a loop as a part of a fit, with cancellation before each chunk and progress.
  ///
  /// - Parameters:
  ///   - count: the number of steps.
  ///   - chunk: the number of steps of a chunk, > 0.
  ///   - context: threads, progress and cancellation.
  ///   - share: the range of this part in the progress of the whole fit.
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
      // One worker reports progress, so that it never decreases.
      guard worker == 0 else { return }
      context.progress(
        share.lowerBound + (share.upperBound - share.lowerBound) * Double(sum) / Double(count))
    }
    if isStopped.load(ordering: .relaxed) { throw .cancelled }
  }
}

/// The memory of an array for several threads that write to separate places.
///
/// `@unchecked Sendable`: the type does not prevent two threads from using one place; every caller
/// does, by giving each chunk its own rows. A buffer must not outlive the closure of `lend`.
struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  /// Calls `body` with the memory of `array`.
  static func lend<Result, Failure: Error>(
    _ array: inout [Element], _ body: (SharedBuffer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try array.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      try body(SharedBuffer(buffer: buffer))
    }
  }

  /// Number of elements.
  var count: Int { buffer.count }

  /// An element; bounds are checked.
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

  /// The address of a range of elements for kernels; the range is checked.
  func pointer(to range: Range<Int>) -> UnsafeMutablePointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
    guard let base = buffer.baseAddress else { preconditionFailure("an empty buffer has no range") }
    return base + range.lowerBound
  }
}
