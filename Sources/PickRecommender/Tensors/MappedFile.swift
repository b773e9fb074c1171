import Glibc

/// A file, mapped read-only for as long as anybody holds it.
///
/// The file behind it must never be rewritten or shortened in place (a shortened mapping faults);
/// a file that was unlinked or replaced by rename stays readable here.
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

  /// Lends all bytes of the file.
  public func withBytes<Result, Failure: Error>(
    _ body: (borrowing RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = UnsafeRawBufferPointer(start: base, count: byteCount)
    return try body(bytes.bytes)
  }

  /// Lends part of the file as elements; `byteOffset` is aligned for them.
  func withElements<Element: TensorElement, Result, Failure: Error>(
    at byteOffset: Int, count: Int, as type: Element.Type,
    _ body: (borrowing Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(
      byteOffset >= 0 && count >= 0 && byteOffset <= byteCount
        && count <= (byteCount - byteOffset) / MemoryLayout<Element>.stride
        && byteOffset.isMultiple(of: MemoryLayout<Element>.alignment))
    // Bound by nobody else: the mapping is raw, read-only memory of trivial elements.
    let elements = UnsafeBufferPointer(
      start: (base + byteOffset).assumingMemoryBound(to: Element.self), count: count)
    return try body(elements.span)
  }
}
