/// Fills the gaps of one title: a gap asked for again gets the same word, so that the synopsis
/// speaks of the place the name names.
struct WordDraw {
  private var drawn: [(gap: String, word: Word)] = []
  private var generator: SeededGenerator

  init(generator: SeededGenerator) { self.generator = generator }

  /// The word in a gap, drawn when it is asked for the first time.
  mutating func word(_ gap: String) -> Word {
    if let known = drawn.first(where: { $0.gap == gap }) { return known.word }
    let word = fresh(gap)
    drawn.append((gap, word))
    return word
  }

  private mutating func fresh(_ gap: String) -> Word {
    let name = String(gap.reversed().drop(while: \.isNumber).reversed())
    if name == "person" { return PersonName.draw(using: &generator) }
    guard let table = WordTables.named(name), !table.words.isEmpty else {
      return Word(korean: gap, english: gap)
    }
    // Two gaps of one table never get the same word as long as there are others.
    for _ in 0..<8 {
      let word = table.words[generator.below(table.words.count)]
      if !drawn.contains(where: { $0.word == word }) { return word }
    }
    return table.words[generator.below(table.words.count)]
  }
}
