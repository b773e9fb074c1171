/// The languages Pick speaks, the first one first.
public enum Language: String, CaseIterable, Codable, Sendable {
  /// 한국어.
  case korean = "ko"
  /// English.
  case english = "en"
}
