/// A number a tensor file can hold, in little-endian order.
public protocol TensorElement: BitwiseCopyable, Sendable {
  /// What the file format calls it.
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
