import Foundation

/// Stand-ins for characters that a terminal without UTF-8 cannot show.
///
/// Each takes as many columns as what it stands for, so that nothing moves.
enum PlainCharacters {
  private static let table: [Character: Character] = [
    "·": "-", "…": "~", "‘": "'", "’": "'", "“": "\"", "”": "\"", "–": "-", "—": "-", "×": "x",
    "▶": ">", "♥": "*", "★": "*", "✓": "x", "•": "*", "‹": "<", "›": ">", "→": ">", "←": "<",
    "¿": "?", "¡": "!", "«": "\"", "»": "\"", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "\u{A0}": " ",
  ]

  /// The character itself where it is ASCII, else its stand-in: from the table, or the letter under
  /// an accent; what has none stays as it is.
  static func standIn(for character: Character) -> Character {
    if character.isASCII { return character }
    if let plain = table[character] { return plain }
    let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
    guard let base, base.isASCII else { return character }
    return Character(base)
  }

  /// A text in which every character has its stand-in.
  static func text(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : String(text.map(standIn))
  }
}
