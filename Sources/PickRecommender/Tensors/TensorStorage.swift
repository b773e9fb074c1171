/// The numbers of a tensor, wherever they are: an array, or part of a file mapped read-only.
public struct TensorStorage<Element: TensorElement>: Sendable {
  private enum Backing: Sendable {
    case array([Element])
    case mapped(MappedFile, byteOffset: Int)
  }

  private let backing: Backing
  /// Number of elements.
  public let count: Int

  /// Numbers in memory.
  public init(_ elements: [Element]) {
    backing = .array(elements)
    count = elements.count
  }

  /// Numbers in a file, whose bounds and alignment the file's header was checked for.
  init(mapped file: MappedFile, byteOffset: Int, count: Int) {
    backing = .mapped(file, byteOffset: byteOffset)
    self.count = count
  }

  /// Lends the elements.
  public func withSpan<Result, Failure: Error>(
    _ body: (borrowing Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch backing {
    case .array(let elements):
      return try body(elements.span)
    case .mapped(let file, let byteOffset):
      return try file.withElements(at: byteOffset, count: count, as: Element.self, body)
    }
  }

  /// One element; traps out of bounds.
  public subscript(index: Int) -> Element { withSpan { $0[index] } }

  /// All elements, copied.
  public var elements: [Element] {
    withSpan { span in
      [Element](unsafeUninitializedCapacity: span.count) { buffer, initialized in
        for index in 0..<span.count { buffer.initializeElement(at: index, to: span[index]) }
        initialized = span.count
      }
    }
  }
}

extension TensorStorage<Float> {
  /// Whether every value is a number of at most this magnitude.
  ///
  /// - Complexity: O(n), at the speed of memory.
  public func isWithin(_ limit: Float) -> Bool {
    withSpan { values in
      // NaN compares with nothing, so it is counted too.
      var strange = 0
      for place in 0..<values.count { strange += values[place].magnitude <= limit ? 0 : 1 }
      return strange == 0
    }
  }

  /// Whether every value is a number in a range.
  ///
  /// - Complexity: O(n), at the speed of memory.
  public func isWithin(_ range: ClosedRange<Float>) -> Bool {
    withSpan { values in
      var strange = 0
      for place in 0..<values.count { strange += range.contains(values[place]) ? 0 : 1 }
      return strange == 0
    }
  }
}
