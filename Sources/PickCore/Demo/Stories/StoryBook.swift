/// How one kind of story is named and told: patterns for names, and three sentences of a synopsis.
struct StoryBook: Equatable, Sendable {
  let titles: [Phrase]
  let openings: [Phrase]
  let turns: [Phrase]
  let closings: [Phrase]

  /// Reads the patterns, Korean above English.
  init(titles: String, openings: String, turns: String, closings: String) {
    self.titles = Phrase.pairs(titles)
    self.openings = Phrase.pairs(openings)
    self.turns = Phrase.pairs(turns)
    self.closings = Phrase.pairs(closings)
  }
}
