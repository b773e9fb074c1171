/// A text from the catalogue in its own language, with an English form where one is known.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The text as the catalogue names it, NFC, mostly Korean.
  public let original: String
  /// The English form, when the catalogue has one.
  public let english: String?

  /// A text with or without an English form.
  public init(_ original: String, english: String? = nil) {
    self.original = original
    self.english = english
  }

  /// The form to show to a reader of `language`; the original where there is no other.
  public func text(in language: Language) -> String {
    language == .english ? english ?? original : original
  }
}
