public import PickClient
public import PickModel
import PickSearch

/// A few invented titles and the pages made of them, the same in every test.
public enum SampleWorld {
  /// Friday 2026-11-20 15:05 in Seoul.
  public static let now = Instant(secondsSince1970: 1_795_154_700)
  /// Who signs in.
  public static let account = Account(id: .init(1), number: "0101234567", viewer: .init(1))
  /// What is typed to sign in.
  public static let credentials = Credentials(number: "0101234567", password: "pick-demo")

  private static let names: [(String, String, Category, String, Title.Kind)] = [
    ("소나기 형사", "Detective Shower", .drama, "스릴러", .series),
    ("새벽 세 시의 편의점", "Three in the Morning", .drama, "드라마", .series),
    ("바람의 등대", "Lighthouse of the Wind", .film, "드라마", .film),
    ("우리 동네 우주선", "The Spaceship Next Door", .film, "SF", .film),
    ("한 뼘 정원", "A Hand of Garden", .broadcast, "다큐멘터리", .series),
    ("달빛 우체국", "Moonlight Post Office", .animation, "판타지", .series),
    ("고양이 서점의 비밀", "Secret of the Cat Bookshop", .film, "미스터리", .film),
    ("서울 나이트 러너", "Seoul Night Runner", .film, "액션", .film),
    ("겨울 섬", "Winter Island", .film, "스릴러", .film),
    ("마지막 기차역", "The Last Station", .drama, "멜로/로맨스", .series),
    ("꼬마 잠수함 토토", "Toto the Little Submarine", .kids, "유아", .series),
    ("별사탕 탐험대", "The Star Candy Explorers", .kids, "모험", .series),
    ("주말엔 캠핑", "Camping on Weekends", .broadcast, "예능", .series),
    ("할머니의 레시피와 아주 오래된 골목 이야기", "Grandmother's Recipes", .broadcast, "예능", .series),
    ("푸른 안개", "Blue Fog", .film, "미스터리", .film),
    ("열두 번째 현", "The Twelfth String", .film, "음악", .film),
  ]

  /// All titles.
  public static let titles: [Title] = names.enumerated().map { index, entry in
    Title(
      id: .init(Int64(index + 1)), name: LocalizedText(entry.0, english: entry.1),
      kind: entry.4, category: entry.2, genres: [Genre(LocalizedText(entry.3))],
      year: 2018 + index % 9, ageRating: AgeRating.allCases[index % 5], availability: .always,
      addedAt: now.advanced(bySeconds: -86_400 * Int64(index + 1)))
  }

  /// One title by its number, from 1.
  public static func title(_ number: Int) -> Title { titles[number - 1] }

  /// The first asset of a title.
  public static func asset(of title: Title.ID, episode: Int = 1) -> Asset.ID {
    .init(title.rawValue * 100 + Int64(episode))
  }

  /// A card for a title by its number.
  public static func card(
    _ number: Int, reason: Reason = .popular(rank: 1), progress: Int? = nil
  ) -> Card {
    let title = title(number)
    let episode = title.kind == .series ? EpisodeNumber(number: 1) : nil
    let watched = progress.map {
      WatchProgress(
        position: $0 * 36, runningSeconds: 3600, isFinished: false, lastWatchedAt: now)
    }
    return Card(
      title,
      playable: Card.Playable(asset: asset(of: title.id), episode: episode, progress: watched),
      reason: reason)
  }

  private static func shelf(_ kind: Shelf.Kind, _ cards: [Card]) -> ShelfResult {
    .loaded(Shelf(kind: kind, cards: cards))
  }

  /// The front page.
  public static let home = HomePage(
    hero: HeroTab.allCases.enumerated().map { offset, tab in
      shelf(
        .hero(tab),
        (1...8).map { card(($0 + offset * 3) % 16 + 1, reason: .popularAtHour(15)) })
    },
    shelves: [
      shelf(
        .continueWatching,
        [
          card(1, reason: .unfinished, progress: 42), card(5, reason: .nextEpisode),
          card(3, reason: .unfinished, progress: 80),
        ]),
      shelf(
        .pickedForYou,
        (6...13).map { card($0, reason: .becauseWatched([title(1).reference])) }),
      shelf(
        .becauseWatched(title(1).reference),
        [9, 14, 15, 4].map { card($0, reason: .similar(to: title(1).reference)) }),
      shelf(.top10, (1...10).map { card($0, reason: .popular(rank: $0)) }),
      shelf(.myList, [card(12, reason: .onMyList), card(16, reason: .onMyList)]),
    ], builtFor: now, isPersonalised: true)

  /// One category.
  public static func category(_ category: Category) -> CategoryPage {
    let own = titles.filter { $0.category == category }
    let genres = own.flatMap(\.genres).reduce(into: [Genre]()) { found, genre in
      if !found.contains(genre) { found.append(genre) }
    }
    return CategoryPage(
      category: category,
      shelves: genres.map { genre in
        shelf(
          .genre(genre),
          own.filter { $0.genres.first == genre }.map {
            card(Int($0.id.rawValue), reason: .genre(genre))
          })
      })
  }

  /// What a search for `query` finds: titles whose name contains it and that pass, as the services
  /// list them.
  public static func results(
    for query: String, _ filter: TitleFilter = .none, from offset: Int = 0
  ) -> SearchResults {
    let names = NameOrder(titles, in: filter.order.language)
    let order =
      switch filter.order {
      case .fitting, .popular: titles.indices.map(Int32.init)
      case .new: TitleListing.newestFirst(titles)
      case .name, .englishName: names.places
      }
    func passing(_ filter: TitleFilter) -> [Int32] {
      order.filter { place in
        let title = titles[Int(place)]
        return filter.passes(title)
          && (title.name.original.contains(query) || (title.name.english ?? "").contains(query)
            || query.isEmpty)
      }
    }
    let found = query.isEmpty && filter == .none ? [] : passing(filter)
    var choices = FilterChoices()
    let facets = TitleFacets(titles)
    for facet in TitleFacets.questions {
      facets.fill(&choices, with: facet, of: passing(filter.without(facet)))
    }
    let removals = FilterFacet.allCases.filter(filter.asks).map {
      (facet: $0, count: passing(filter.without($0)).count)
    }
    return SearchResults(
      query: query, totalCount: found.count, offset: offset,
      cards: found.dropFirst(offset).map { card(Int($0) + 1, reason: .matchesSearch) },
      initials: filter.order.isByName ? names.beginnings(of: found) : [], choices: choices,
      removals: found.isEmpty ? FilterRemoval.sorted(removals) : [],
      near: found.isEmpty && !query.isEmpty ? near(query, filter) : [])
  }

  /// Titles whose names are near words that find nothing.
  private static func near(_ query: String, _ filter: TitleFilter) -> [Card] {
    guard !titles.contains(where: { $0.name.original.contains(query) }) else { return [] }
    return NearTitles(titles.filter(filter.passes)).near(query, limit: SearchResults.mostNear)
      .map { card(Int($0.rawValue), reason: .matchesSearch) }
  }

  /// One title's page; a series has two seasons of six episodes.
  public static func page(of id: Title.ID) -> TitlePage {
    let title = title(Int(id.rawValue))
    let isSeries = title.kind == .series
    let seasons = isSeries ? (1...2).map { season(of: title, number: $0) } : []
    let own = TitlePage.Part(
      asset: Asset(
        id: asset(of: id), title: id, episode: nil, name: title.name.original,
        runningSeconds: id.rawValue == 7 ? nil : 6300, addedAt: title.addedAt),
      aliases: [], progress: nil)
    return TitlePage(
      title: title,
      synopsis: LocalizedText(
        "비가 그치지 않는 도시에서 한 사람이 사라진다. 남은 것은 젖은 우산과 낡은 사진 한 장뿐. "
          + "형사 한소나는 사진 속 골목을 찾아 나서고, 골목마다 다른 기억을 가진 사람들을 만난다.",
        english: "In a city where the rain never stops, somebody disappears. All that is left is "
          + "an umbrella and an old photograph."),
      cast: ["한소나", "도윤재", "민서리"], seasons: seasons, others: isSeries ? [] : [own],
      next: seasons.first?.episodes.dropFirst(2).first ?? own,
      similar: [9, 14, 15, 4].map { card($0, reason: .similar(to: title.reference)) },
      reason: .becauseWatched([SampleWorld.title(5).reference]), isOnMyList: id.rawValue == 12,
      thumb: nil, isHidden: false)
  }

  private static func season(of title: Title, number: Int) -> TitlePage.Season {
    TitlePage.Season(
      number: number,
      episodes: (1...6).map { episode in
        let id = asset(of: title.id, episode: number * 20 + episode)
        let isWatched = number == 1 && episode < 3
        let isBegun = number == 1 && episode == 3
        let progress = WatchProgress(
          position: isWatched ? 3500 : 1500, runningSeconds: 3600, isFinished: isWatched,
          lastWatchedAt: now.advanced(bySeconds: -3600))
        return TitlePage.Part(
          asset: Asset(
            id: id, title: title.id, episode: EpisodeNumber(season: number, number: episode),
            name: "\(title.name.original) \(episode)회", runningSeconds: 3600,
            addedAt: title.addedAt),
          aliases: [], progress: isWatched || isBegun ? progress : nil)
      })
  }

  /// The viewer's own page.
  public static let myPage = MyPage(
    number: account.number,
    history: (1...5).map { number in
      MyPage.HistoryEntry(
        title: title(number).reference, asset: asset(of: title(number).id),
        episode: title(number).kind == .series ? EpisodeNumber(number: number) : nil,
        progress: WatchProgress(
          position: number * 600, runningSeconds: 3600, isFinished: number == 2,
          lastWatchedAt: now.advanced(bySeconds: -86_400 * Int64(number))))
    },
    myList: [card(12, reason: .onMyList), card(16, reason: .onMyList)],
    taste: [
      MyPage.Taste(genre: Genre(LocalizedText("스릴러")), watchedSeconds: 40_000, share: 0.5),
      MyPage.Taste(genre: Genre(LocalizedText("드라마")), watchedSeconds: 25_000, share: 0.3),
      MyPage.Taste(genre: Genre(LocalizedText("예능")), watchedSeconds: 9_000, share: 0.2),
    ],
    devices: [
      MyPage.Device(
        id: SessionID("a"), name: "거실", signedInAt: now, lastSeenAt: now, isCurrent: true),
      MyPage.Device(
        id: SessionID("b"), name: "laptop", signedInAt: now.advanced(bySeconds: -90_000),
        lastSeenAt: now.advanced(bySeconds: -50_000), isCurrent: false),
    ],
    stored: MyPage.StoredData(
      watchEvents: 120, detailViews: 43, impressions: 980, choices: 6, sessions: 2))

  /// A code to sign in with another device.
  public static let deviceCode = DeviceCode(
    userCode: "BCDF-GHJK", verificationURI: "https://pick.test/activate",
    completeVerificationURI: "https://pick.test/activate?user_code=BCDF-GHJK",
    expiresAt: now.advanced(bySeconds: 600), intervalSeconds: 5, secret: "never shown")

  /// A device that shows that code.
  public static let pendingDevice = PendingDevice(
    name: "로비 키오스크", place: "203.0.113.7", requestedAt: now.advanced(bySeconds: -120),
    expiresAt: now.advanced(bySeconds: 480))

  /// How a score is made up.
  public static func explanation(of id: Title.ID) -> Explanation {
    Explanation(
      title: title(Int(id.rawValue)).reference, score: 1.234, rank: 3,
      parts: [
        .init(source: .watched(title(1).reference), contribution: 0.8),
        .init(source: .content(title(9).reference), contribution: 0.3),
        .init(source: .popularity, contribution: 0.1),
      ], rest: 0.034, excluded: nil)
  }
}
