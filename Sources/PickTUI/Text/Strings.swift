public import PickModel

/// The sentences and words of one language.
public struct Strings: Hashable, Sendable {
  /// Which one.
  public let language: Language
  /// Whether the screen has no character for three dots in one.
  private let isPlain: Bool

  /// The words of `language`, for a screen of ASCII with `isPlain`.
  public init(_ language: Language, isPlain: Bool = false) {
    self.language = language
    self.isPlain = isPlain
  }

  /// A text without placeholders, or with its placeholders as they are.
  public subscript(key: MessageKey) -> String {
    let text = key.text(in: language)
    guard isPlain, text.contains("…") else { return text }
    return text.split(separator: "…", omittingEmptySubsequences: false).joined(separator: "...")
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

  /// A name in quotation marks, so that a sentence does not run into it.
  func quoted(_ name: String) -> String {
    "‘\(name)’"
  }

  /// A catalogue text in this language.
  public func text(_ text: LocalizedText) -> String { text.text(in: language) }
}

extension Strings {
  /// The name of a theme: Pick's own in this language, others as their file is called.
  func themeName(_ name: String) -> String {
    switch name {
    case "colour-blind": self[.themeColourBlind]
    case "contrast": self[.themeContrast]
    case "dark": self[.themeDark]
    case "light": self[.themeLight]
    default: name
    }
  }

  /// A person's name; in English one in Hangul is written in Latin letters.
  func person(_ name: String) -> String {
    switch language {
    case .korean: name
    case .english: Romanization.name(name)
    }
  }

  /// A clock of twelve hours: `PM 3:05`.
  public func clock(_ time: SeoulTime) -> String {
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    return "\(time.hour < 12 ? "AM" : "PM") \(hour):\(padded(time.minute))"
  }

  /// A date: `2026-11-20`.
  public func date(_ time: SeoulTime) -> String {
    "\(time.year)-\(padded(time.month))-\(padded(time.day))"
  }

  /// A running time: `72분`, `72 min`; minutes are rounded up so that nothing lasts 0 minutes.
  public func minutes(seconds: Int) -> String {
    text(.minutes, ["count": String(max(0, seconds).plus(59) / 60)])
  }

  /// A long time: `3시간 5분`, `3 h 5 min`; below an hour only minutes.
  public func hours(seconds: Int) -> String {
    let minutes = max(0, seconds) / 60
    guard minutes >= 60 else { return text(.minutes, ["count": String(minutes)]) }
    return text(
      .hoursMinutes, ["hours": String(minutes / 60), "minutes": String(minutes % 60)])
  }

  /// Where a playback stands: `12:05`, `1:02:03`.
  public func position(seconds: Int) -> String {
    let seconds = max(0, seconds)
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60)
    let tail = "\(padded(minutes)):\(padded(seconds % 60))"
    return hours > 0 ? "\(hours):\(tail)" : "\(minutes):\(padded(seconds % 60))"
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// A text with named placeholders.
enum Template {
  /// The text with every placeholder that has an argument replaced.
  static func filled(_ text: String, _ arguments: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    // Braces are looked for among bytes: boundaries of characters cost more than all the rest.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      result += rest[..<open]
      let placeholder = rest[rest.index(after: open)..<close]
      result += value(of: placeholder, arguments) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The names of a text's placeholders.
  static func placeholders(of text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let placeholder = rest[rest.index(after: open)..<close]
      names.insert(String(placeholder.prefix { $0 != ":" }))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }

  private static func value(
    of placeholder: Substring, _ arguments: [String: String]
  ) -> String? {
    let parts = placeholder.split(separator: ":", maxSplits: 1)
    guard let name = parts.first, let argument = arguments[String(name)] else { return nil }
    guard parts.count == 2, let particle = particles[String(parts[1])] else { return argument }
    return particle.attached(to: argument)
  }

  private static let particles: [String: Josa] = [
    "을/를": .object, "은/는": .topic, "이/가": .subject, "과/와": .with,
  ]
}

/// A message to a person: sentence, arguments and severity.
public struct UserMessage: Hashable, Sendable, Codable {
  /// The sentence.
  public let key: MessageKey
  /// Values of its placeholders.
  public let arguments: [String: String]
  /// How serious it is.
  public let severity: Severity
  /// The reference in the log; shown muted on a second line.
  public let reference: String?

  /// How serious a message is.
  public enum Severity: String, Hashable, Sendable, Codable {
    /// Good to know.
    case info
    /// Something did not go as wished.
    case warning
    /// Something failed.
    case error
  }

  /// A message to people.
  public init(
    _ key: MessageKey, _ arguments: [String: String] = [:], severity: Severity = .info,
    reference: String? = nil
  ) {
    self.key = key
    self.arguments = arguments
    self.severity = severity
    self.reference = reference
  }
}
