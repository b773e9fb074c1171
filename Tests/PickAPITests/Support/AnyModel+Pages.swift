import PickModel

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
