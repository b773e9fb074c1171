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

extension AnyModel {
  mutating func reason() -> Reason {
    switch int(0...13) {
    case 0: .unfinished
    case 1: .nextEpisode
    case 2: .becauseWatched((0...int(0...2)).map { _ in reference() })
    case 3: .similar(to: reference())
    case 4: .favouriteGenre(genre())
    case 5: .newEpisode
    case 6: .newRelease
    case 7: .popularAtHour(int(0...23))
    case 8: .popularOn(one(of: DayType.allCases))
    case 9: .popular(rank: int(1...1000))
    case 10: .onMyList
    case 11: .genre(genre())
    case 12: .category(maybe { $0.one(of: Category.allCases) })
    default: .matchesSearch
    }
  }

  mutating func kind() -> Shelf.Kind {
    switch int(0...11) {
    case 0: .continueWatching
    case 1: .pickedForYou
    case 2: .becauseWatched(reference())
    case 3: .similarToLastWatched(reference())
    case 4: .favouriteGenre(genre())
    case 5: .newEpisodes
    case 6: .top10
    case 7: .newReleases
    case 8: .myList
    case 9: .genre(genre())
    case 10: .noGenre
    default: .hero(one(of: HeroTab.allCases))
    }
  }

  mutating func card(reason: Reason? = nil) -> Card {
    let playable = maybe { any in
      Card.Playable(
        asset: any.id(), episode: any.maybe { $0.episode() }, progress: any.maybe { $0.progress() })
    }
    return Card(title(), playable: playable, reason: reason ?? self.reason())
  }

  /// Cards that partly share a reason, as those of a shelf do.
  mutating func cards(upTo count: Int = 6) -> [Card] {
    let common = reason()
    return list(upTo: count) { $0.card(reason: $0.bool() ? common : nil) }
  }

  mutating func shelf(upTo count: Int = 6) -> Shelf {
    Shelf(kind: kind(), cards: cards(upTo: count), next: maybe { PageCursor($0.text()) })
  }

  mutating func result(upTo count: Int = 6) -> ShelfResult {
    int(0...4) == 0 ? .failed(kind()) : .loaded(shelf(upTo: count))
  }

  mutating func home(shelves: Int = 5, upTo count: Int = 6) -> HomePage {
    HomePage(
      hero: list(upTo: 4) { $0.result(upTo: count) },
      shelves: list(upTo: shelves) { $0.result(upTo: count) }, builtFor: instant(),
      isPersonalised: bool())
  }

  mutating func category() -> CategoryPage {
    CategoryPage(
      category: one(of: Category.allCases), shelves: list(upTo: 5) { $0.result() })
  }

  mutating func search() -> SearchResults {
    SearchResults(query: text(), totalCount: int(0...10_000), cards: cards())
  }

  /// A part of a list with all that a list by name says.
  mutating func list() -> SearchResults {
    SearchResults(
      query: text(), totalCount: int(0...10_000), offset: int(0...50), cards: cards(),
      initials: list(upTo: 3) { InitialPlace(initial: $0.text(), place: $0.int(0...10_000)) },
      choices: maybe { $0.choices() },
      removals: list(upTo: 2) {
        FilterRemoval(facet: $0.one(of: FilterFacet.allCases), count: $0.int(1...10_000))
      }, near: Array(cards().prefix(SearchResults.mostNear)))
  }

  private mutating func choices() -> FilterChoices {
    var choices = FilterChoices()
    choices.categories = list(upTo: 3) { $0.one(of: Category.allCases) }
    choices.genres = list(upTo: 3) { $0.genre() }
    choices.decades = list(upTo: 3) { $0.int(190...203) * 10 }
    choices.ages = list(upTo: 3) { $0.one(of: AgeRating.allCases) }
    choices.lengths = maybe { any in any.list(upTo: 2) { $0.one(of: RunningLength.allCases) } }
    choices.findsUnseen = bool()
    return choices
  }

  mutating func part() -> TitlePage.Part {
    TitlePage.Part(
      asset: Asset(
        id: id(), title: id(), episode: maybe { $0.episode() }, name: text(),
        runningSeconds: maybe { $0.int(1...100_000) }, addedAt: instant()),
      aliases: list(upTo: 2) { $0.text() }, progress: maybe { $0.progress() })
  }

  mutating func titlePage() -> TitlePage {
    TitlePage(
      title: title(), synopsis: localized(), cast: list(upTo: 3) { $0.text() },
      seasons: list(upTo: 2) { any in
        TitlePage.Season(number: any.int(1...9), episodes: any.list(upTo: 3) { $0.part() })
      },
      others: list(upTo: 2) { $0.part() }, next: maybe { $0.part() }, similar: cards(),
      reason: maybe { $0.reason() }, isOnMyList: bool(),
      thumb: maybe { $0.bool() ? .up : .down }, isHidden: bool())
  }

  mutating func explanation() -> Explanation {
    Explanation(
      title: reference(), score: double(), rank: maybe { $0.int(1...1000) },
      parts: list(upTo: 6) { any in
        let sources: [Explanation.Part.Source] = [
          .watched(any.reference()), .lookedAt(any.reference()), .content(any.reference()),
          .popularity, .thumb(any.reference()),
        ]
        return Explanation.Part(source: any.one(of: sources), contribution: any.double())
      },
      rest: double(),
      excluded: maybe {
        $0.one(of: [.watched, .hidden, .forgotten, .thumbDown, .unavailable])
      })
  }

  mutating func arrangement() -> HomeArrangement {
    HomeArrangement(
      list(upTo: 6) { any in
        HomeArrangement.Line(shelf: any.one(of: HomeShelf.allCases), isOn: any.bool())
      })
  }

  mutating func myPage() -> MyPage {
    MyPage(
      number: text(),
      history: list(upTo: 4) { any in
        MyPage.HistoryEntry(
          title: any.reference(), asset: any.id(), episode: any.maybe { $0.episode() },
          progress: any.progress())
      },
      myList: cards(),
      taste: list(upTo: 3) { any in
        MyPage.Taste(
          genre: any.genre(), watchedSeconds: any.int(0...1_000_000), share: any.double())
      },
      devices: list(upTo: 3) { any in
        MyPage.Device(
          id: any.session(), name: any.text(), signedInAt: any.instant(),
          lastSeenAt: any.instant(), isCurrent: any.bool())
      },
      stored: MyPage.StoredData(
        watchEvents: int(0...9), detailViews: int(0...9), impressions: int(0...9),
        choices: int(0...9), sessions: int(0...9)))
  }
}

/// Everything a value holds, as text: genres compare by their original name only, and their
/// English one must arrive too.
func told(_ value: some Any) -> String {
  var text = ""
  dump(value, to: &text)
  return text
}
