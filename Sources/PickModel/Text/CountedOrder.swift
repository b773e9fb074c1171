/// The order of texts that hold numbers: what is written in digits is compared as a number, so that 9
/// comes before 10 and `week 9` before `week 10`; the rest by its bytes.
public enum CountedOrder {
  /// Whether one text comes before another; the order is total: only equal texts are neither.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    var (first, second) = (Array(left.utf8)[...], Array(right.utf8)[...])
    while let one = first.first, let other = second.first {
      guard isDigit(one), isDigit(other) else {
        guard one == other else { return one < other }
        first.removeFirst()
        second.removeFirst()
        continue
      }
      let (number, next) = (digits(of: &first), digits(of: &second))
      if number.count != next.count { return number.count < next.count }
      if number != next { return number.lexicographicallyPrecedes(next) }
    }
    guard first.isEmpty, second.isEmpty else { return first.isEmpty }
    // Equal but for leading zeros.
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Takes a number from the front; its digits without leading zeros.
  private static func digits(of text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let number = text.prefix(while: isDigit)
    text = text.dropFirst(number.count)
    return number.drop { $0 == 0x30 }
  }
}
