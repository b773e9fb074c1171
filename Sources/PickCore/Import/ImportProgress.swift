/// How far an import has come.
public enum ImportProgress: Equatable, Sendable {
  /// Bytes of a file that were read, of all it has.
  case reading(file: String, bytes: Int, of: Int)
  /// Rows that were stored, of all that were read.
  case storing(rows: Int, of: Int)
}
