public import PickModel

/// The sentences and words of one language.
public struct Strings: Hashable, Sendable {
  /// Which one.
  public let language: Language

  /// The words of `language`.
  public init(_ language: Language) { self.language = language }

  /// A text without placeholders, or with its placeholders as they are.
  public subscript(key: MessageKey) -> String {
    switch language {
    case .korean: key.korean
    case .english: key.english
    }
  }

  /// A text with its placeholders filled in.
  ///
  /// `{title}` is replaced by the argument of that name; `{title:을/를}` too, followed by the
  /// particle that fits its last sound.
  ///
  ///     strings.text(.shelfBecause, ["title": "여름의 끝"])   // 여름의 끝을 보셨다면
  public func text(_ key: MessageKey, _ arguments: [String: String]) -> String {
    Template.filled(self[key], arguments)
  }

  /// A message to people, in one line.
  public func text(_ message: UserMessage) -> String { text(message.key, message.arguments) }

  /// A catalogue text in this language.
  public func text(_ text: LocalizedText) -> String { text.text(in: language) }
}
