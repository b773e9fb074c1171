/// Makes names no other title of the catalogue has, in either language.
struct NameMaker {
  private var taken: Set<String> = []

  /// A name from `book`, and the words it was made of for the synopsis to speak of.
  mutating func name(
    from book: StoryBook, isFilm: Bool, using generator: inout SeededGenerator
  ) -> (name: Word, draw: WordDraw) {
    for _ in 0..<12 {
      let (name, draw) = Self.attempt(book, using: &generator)
      if take(name) { return (name, draw) }
    }
    let (name, draw) = Self.attempt(book, using: &generator)
    var number = 2
    while !take(Self.sequel(name, number, isFilm: isFilm)) { number += 1 }
    return (Self.sequel(name, number, isFilm: isFilm), draw)
  }

  /// A following film of a name that is known: "… 2".
  mutating func sequel(of name: Word) -> Word? {
    let next = Self.sequel(name, 2, isFilm: true)
    return take(next) ? next : nil
  }

  private mutating func take(_ name: Word) -> Bool {
    guard !taken.contains(name.korean), !taken.contains(name.english) else { return false }
    taken.insert(name.korean)
    taken.insert(name.english)
    return true
  }

  private static func attempt(
    _ book: StoryBook, using generator: inout SeededGenerator
  ) -> (Word, WordDraw) {
    var draw = WordDraw(generator: SeededGenerator(seed: generator.next()))
    let name = book.titles[generator.below(book.titles.count)].filled(by: &draw)
    return (Word(korean: name.korean, english: EnglishCase.title(name.english)), draw)
  }

  // Series are not numbered: a number before "05회" would be read as part of the episode's.
  private static func sequel(_ name: Word, _ number: Int, isFilm: Bool) -> Word {
    let mark = isFilm ? " \(number)" : ", \(ordinal(number)) 이야기"
    return Word(
      korean: name.korean + mark,
      english: name.english + (isFilm ? " \(number)" : ": Story \(number)"))
  }

  private static func ordinal(_ number: Int) -> String {
    let words = ["두 번째", "세 번째", "네 번째", "다섯 번째", "여섯 번째", "일곱 번째"]
    return number - 2 < words.count ? words[number - 2] : "\(number)번째"
  }
}
