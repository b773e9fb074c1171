// The one way to calculate with numbers that came from a file, a database, a server or a model
// (docs/decisions/numbers-from-outside.md): a result that does not fit stops at the end of the
// range. The operators of the language end the program instead.
extension FixedWidthInteger {
  /// This number and `other` together, or the end of the range.
  public func plus(_ other: Self) -> Self {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return other < 0 ? .min : .max
  }

  /// This number without `other`, or the end of the range.
  public func minus(_ other: Self) -> Self {
    let (difference, overflow) = subtractingReportingOverflow(other)
    guard overflow else { return difference }
    return other < 0 ? .max : .min
  }

  /// This number `other` times, or the end of the range.
  public func times(_ other: Self) -> Self {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    guard overflow else { return product }
    return (self < 0) == (other < 0) ? .max : .min
  }

  /// The whole part of `value`; the end of the range beyond it, and zero for what is no number.
  public init(saturating value: Double) {
    if let whole = Self(exactly: value.rounded(.towardZero)) {
      self = whole
    } else if value.isNaN {
      self = 0
    } else {
      self = value < 0 ? .min : .max
    }
  }
}

extension Sequence where Element: FixedWidthInteger {
  /// All of them together, or the end of the range.
  public func total() -> Element { reduce(0) { $0.plus($1) } }
}
