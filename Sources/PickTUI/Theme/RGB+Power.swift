import Glibc

extension RGB {
  /// The exponent of sRGB.
  static func power(_ value: Double) -> Double { pow(value, 2.4) }
}
