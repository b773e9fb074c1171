/// A line of a terminal that is written over again and again, to show how far something is.
///
/// The terminal cuts what is longer than its row (DECAWM off, DEC STD 070): a line that went on in
/// the next row could not be written over, and each step would leave a row behind.
public enum RewrittenLine {
  /// What puts a text in the place of the line; what matters most stands first.
  public static func showing(_ text: String) -> String {
    cleared + "\u{1B}[?7l\(text)\u{1B}[?7h"
  }

  /// What leaves the line empty.
  public static let cleared = "\r\u{1B}[K"
}
