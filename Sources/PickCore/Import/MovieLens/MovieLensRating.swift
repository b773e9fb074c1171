/// What a star rating says in the terms of a watch ratio.
///
/// Stars run from 0.5 to 5.0 in half steps; the preference is stars / 5, so five stars are a film
/// watched to its end (1.0), four 0.8, and half a star one that was left at once (0.1).
enum MovieLensRating {
  /// The preference in [0.1, 1]; `nil` when the field is no rating.
  static func preference(_ field: ArraySlice<UInt8>) -> Double? {
    let bytes = FieldNumber.trimmed(field)
    let point = bytes.firstIndex(of: UInt8(ascii: "."))
    guard let whole = FieldNumber.decimal(bytes[..<(point ?? bytes.endIndex)]), whole <= 5 else {
      return nil
    }
    var halves = whole * 2
    if let point {
      switch bytes[(point + 1)...].first {
      case UInt8(ascii: "0"): break
      case UInt8(ascii: "5"): halves += 1
      default: return nil
      }
      guard bytes[(point + 2)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    }
    guard (1...10).contains(halves) else { return nil }
    return Double(halves) / 10
  }
}
