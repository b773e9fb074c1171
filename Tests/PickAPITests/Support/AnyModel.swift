import PickModel

/// Makes values of the model at random: the same ones for the same seed, nasty texts among them.
struct AnyModel {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func bool() -> Bool { Bool.random(using: &generator) }

  mutating func maybe<Value>(_ make: (inout AnyModel) -> Value) -> Value? {
    bool() ? make(&self) : nil
  }

  mutating func list<Value>(upTo count: Int, _ make: (inout AnyModel) -> Value) -> [Value] {
    (0..<int(0...count)).map { _ in make(&self) }
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[int(0...values.count - 1)] }

  mutating func id<Subject>() -> Identifier<Subject> {
    let digits = int(1...63)
    return Identifier(Int64.random(in: 1...max(1, Int64.max >> (63 - digits)), using: &generator))
  }

  mutating func event() -> EventID {
    EventID(high: generator.next() >> UInt64(int(0...63)), low: generator.next())
  }

  mutating func session() -> SessionID {
    SessionID((0..<32).map { _ in one(of: Array("0123456789abcdef")) }.map(String.init).joined())
  }

  mutating func instant() -> Instant {
    Instant(millisecondsSince1970: Int64.random(in: -1_000...4_000_000_000_000, using: &generator))
  }

  mutating func double() -> Double { Double.random(in: -1e6...1e6, using: &generator) }

  /// Letters of every kind a writer can get wrong.
  mutating func text() -> String {
    let pieces = [
      "a", "Detective", " ", "소나기 형사", "뷁", "\"", "\\", "/", "\\u0041", "\n", "\t", "\r",
      "\u{8}", "\u{c}", "\u{0}", "\u{1}", "\u{1f}", "\u{7f}", "\u{85}", "é", "e\u{301}", "👩‍👩‍👧‍👦",
      "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{10FFFF}", "\u{1100}\u{1161}", "</script>", "&", "'",
    ]
    return (0..<int(0...12)).map { _ in one(of: pieces) }.joined()
  }

  mutating func localized() -> LocalizedText {
    LocalizedText(text(), english: maybe { $0.text() })
  }

  mutating func genre() -> Genre { Genre(localized()) }

  mutating func reference() -> TitleReference { TitleReference(id: id(), name: localized()) }

  mutating func episode() -> EpisodeNumber {
    EpisodeNumber(season: int(1...60), number: int(0...20_000))
  }

  mutating func progress() -> WatchProgress {
    WatchProgress(
      position: int(0...100_000), runningSeconds: maybe { $0.int(1...100_000) },
      isFinished: bool(), lastWatchedAt: instant())
  }

  mutating func title() -> Title {
    Title(
      id: id(), name: localized(), kind: bool() ? .film : .series,
      category: maybe { $0.one(of: Category.allCases) }, genres: list(upTo: 3) { $0.genre() },
      year: maybe { $0.int(1880...2100) }, ageRating: maybe { $0.one(of: AgeRating.allCases) },
      availability: Availability(start: maybe { $0.instant() }, end: maybe { $0.instant() }),
      addedAt: instant())
  }
}
