// The same rule as in PickModel, which this library does not know: a result that does not fit stops
// at the end of the range (docs/decisions/numbers-from-outside.md).
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
