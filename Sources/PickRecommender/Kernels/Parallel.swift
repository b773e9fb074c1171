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
}

/// An array's memory, lent to several threads that write to places of their own.
///
/// `@unchecked Sendable`: the type cannot show that no two threads touch one place; every caller
/// does, by giving each chunk its own rows. It must not outlive the closure it was lent to.
struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  /// Lends the memory of `array` for the time of `body`.
  static func lend<Result>(
    _ array: inout [Element], _ body: (SharedBuffer<Element>) -> Result
  ) -> Result {
    array.withUnsafeMutableBufferPointer { body(SharedBuffer(buffer: $0)) }
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
