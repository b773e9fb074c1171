import Glibc

/// The numbers of a tensor, in an array or in a part of a file mapped read-only.
public struct TensorStorage<Element: TensorElement>: Sendable {
  private enum Backing: Sendable {
    case array([Element])
    case mapped(MappedFile, byteOffset: Int)
  }

  private let backing: Backing
  /// Number of elements.
  public let count: Int

  /// A tensor in memory.
  public init(_ elements: [Element]) {
    backing = .array(elements)
    count = elements.count
  }

  /// A tensor in a file, whose bounds and alignment were checked with its header.
  init(mapped file: MappedFile, byteOffset: Int, count: Int) {
    backing = .mapped(file, byteOffset: byteOffset)
    self.count = count
  }

  /// Calls `body` with the elements.
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

  /// An element; traps out of bounds.
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
  /// Whether every value is a number of at most this magnitude; NaN is not.
  ///
  /// - Complexity: O(n), at the speed of memory.
  public func isWithin(_ limit: Float) -> Bool {
    withSpan { values in
      // Comparisons with NaN are false, so NaN is strange too. A sum that may overflow would be
      // checked at every step, and several values at once could not be.
      var strange: UInt32 = 0
      for place in 0..<values.count { strange |= values[place].magnitude <= limit ? 0 : 1 }
      return strange == 0
    }
  }

  /// Whether every value is a number in a range; NaN is not.
  ///
  /// - Complexity: O(n), at the speed of memory.
  public func isWithin(_ range: ClosedRange<Float>) -> Bool {
    withSpan { values in
      var strange: UInt32 = 0
      for place in 0..<values.count { strange |= range.contains(values[place]) ? 0 : 1 }
      return strange == 0
    }
  }
}

/// A number type of tensor files, in little-endian order.
public protocol TensorElement: BitwiseCopyable, Sendable {
  /// The name in the file format.
  static var typeName: String { get }
}

extension Float: TensorElement {
  /// IEEE 754 single precision.
  public static var typeName: String { "F32" }
}

extension Double: TensorElement {
  /// IEEE 754 double precision.
  public static var typeName: String { "F64" }
}

extension Int32: TensorElement {
  /// Two's complement, 32 bits.
  public static var typeName: String { "I32" }
}

extension Int64: TensorElement {
  /// Two's complement, 64 bits.
  public static var typeName: String { "I64" }
}

/// A file that is mapped read-only while there are references to it.
///
/// The file must not be rewritten or shortened in place, because access to a shortened mapping
/// faults. A file that was unlinked or replaced by rename stays readable.
public final class MappedFile: Sendable {
  // Sendable by proof: the mapping is private and read-only, both fields are constant, and the
  // memory is released only when the last reference goes.
  private nonisolated(unsafe) let base: UnsafeRawPointer
  /// Size in bytes, > 0.
  public let byteCount: Int

  /// Maps a regular file; a symbolic link is not followed.
  ///
  /// - Throws: `TensorFileError.cannotOpen`, `notRegularFile` or `truncated` (an empty file).
  public init(path: String) throws(TensorFileError) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotOpen(errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile }
    guard status.st_size > 0 else { throw .truncated }
    byteCount = Int(status.st_size)
    guard let address = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw .cannotOpen(errno: errno) }
    base = UnsafeRawPointer(address)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }

  /// Unmaps the pages that were read until they are read again; the mapping is of a file that is only
  /// read, so nothing is lost.
  func forgetPages() {
    madvise(UnsafeMutableRawPointer(mutating: base), byteCount, Int32(MADV_DONTNEED))
  }

  /// Calls `body` with all bytes of the file.
  public func withBytes<Result, Failure: Error>(
    _ body: (borrowing RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = UnsafeRawBufferPointer(start: base, count: byteCount)
    return try body(bytes.bytes)
  }

  /// Calls `body` with a part of the file as elements; `byteOffset` must be aligned for them.
  fileprivate func withElements<Element: TensorElement, Result, Failure: Error>(
    at byteOffset: Int, count: Int, as type: Element.Type,
    _ body: (borrowing Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(
      byteOffset >= 0 && count >= 0 && byteOffset <= byteCount
        && count <= (byteCount - byteOffset) / MemoryLayout<Element>.stride
        && byteOffset.isMultiple(of: MemoryLayout<Element>.alignment))
    // The memory is bound to no other type: the mapping is raw, read-only memory of trivial
    // elements.
    let elements = UnsafeBufferPointer(
      start: (base + byteOffset).assumingMemoryBound(to: Element.self), count: count)
    return try body(elements.span)
  }
}
