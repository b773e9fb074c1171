import PickModel

/// Tells a title's story in three sentences, with the words its name was made of.
enum SynopsisMaker {
  static func synopsis(
    of book: StoryBook, draw: inout WordDraw, using generator: inout SeededGenerator
  ) -> LocalizedText {
    let sentences = [book.openings, book.turns, book.closings].map { phrases in
      phrases[generator.below(phrases.count)].filled(by: &draw)
    }
    return LocalizedText(
      sentences.map(\.korean).joined(separator: " "),
      english: sentences.map { EnglishCase.sentence($0.english) }.joined(separator: " "))
  }
}
