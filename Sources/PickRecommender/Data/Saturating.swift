// Arithmetic that stops at the end of the range where a result does not fit. The rule is that of
// PickModel, which this library does not import (docs/decisions/numbers-from-outside.md).
extension FixedWidthInteger {
  /// This number and `other` together, or the end of the range.
  func plus(_ other: Self) -> Self {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// This number without `other`, or the end of the range.
  func minus(_ other: Self) -> Self {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
