/// Why a tensor file is refused.
public enum TensorFileError: Error, Equatable, Sendable {
  /// The system would not open or map it.
  case cannotOpen(errno: Int32)
  /// A directory, device, link or pipe.
  case notRegularFile
  /// It ends before its header says so.
  case truncated
  /// So many bytes follow the last tensor.
  case trailingBytes(Int)
  /// The header claims a length no header of ours has.
  case headerTooLong(UInt64)
  /// The header is not the JSON the format asks for; `offset` counts bytes from the brace.
  case malformedHeader(offset: Int)
  /// A name occurs twice.
  case duplicateName(String)
  /// Numbers of a type this reader does not know.
  case unsupportedType(tensor: String)
  /// Shape, type and byte range contradict each other.
  case shapeMismatch(tensor: String)
  /// Tensors overlap, leave a gap, or end before they begin.
  case offsetsMismatch(tensor: String)
  /// A tensor does not begin at a multiple of its element size.
  case misaligned(tensor: String)
  /// There is no tensor of this name and type.
  case missing(tensor: String)
  /// A value that is not a finite number.
  case notFinite(tensor: String)
}
