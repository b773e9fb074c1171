import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

@Suite("CatalogStore", .also(.mariaDB), .fewAtOnce)
struct CatalogStoreContract {
  @Test("titles come back as they were stored", arguments: StoreUnderTest.allCases)
  func titles(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let titles = try await store.titles()
      #expect(titles == StoreSample.titles.map(\.title))
      #expect(titles[1].genres.map(\.name.english) == [nil, "Drama"])
    }
  }

  @Test(
    "details have text, cast, aliases, and assets in watching order",
    arguments: StoreUnderTest.allCases)
  func details(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let film = try #require(await store.details(of: Title.ID(1)))
      #expect(film.synopsis == StoreSample.titles[0].synopsis)
      #expect(film.cast == ["한가을", "김바다"])
      #expect(film.aliases.isEmpty)
      let series = try #require(await store.details(of: Title.ID(2)))
      #expect(series.assets.map(\.id.rawValue) == [21, 22, 23, 24])
      #expect(series.aliases == [Asset.ID(22): ["라디오 2회"]])
      #expect(try await store.details(of: Title.ID(3)) == nil)
    }
  }

  @Test(
    "assets without a number follow the numbered ones, by name", arguments: StoreUnderTest.allCases)
  func unnumberedAssets(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let extras = [32, 31].map { StoreSample.asset($0, of: 2, episode: nil) }
      let batch = ImportBatch(assets: extras.map { ImportedAsset(asset: $0, names: [$0.name]) })
      _ = try await store.store(batch) { _, _ in }
      let assets = try await store.assets(of: [Title.ID(2), Title.ID(9), Title.ID(1)])
      #expect(assets.map(\.id.rawValue) == [21, 22, 23, 24, 31, 32, 11])
      #expect(try await store.asset(Asset.ID(31)) == extras[1])
      #expect(try await store.asset(Asset.ID(99)) == nil)
    }
  }

  @Test(
    "new episodes are those of series, from the start until before the end",
    arguments: StoreUnderTest.allCases)
  func arrivals(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let episodes = try await store.episodes(
        addedFrom: StoreSample.now.advanced(bySeconds: 22),
        until: StoreSample.now.advanced(bySeconds: 24))
      #expect(episodes.map(\.id.rawValue) == [22, 23])
    }
  }

  @Test("texts of all titles come by identifier", arguments: StoreUnderTest.allCases)
  func texts(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let texts = try await store.titleTexts()
      #expect(texts.map(\.id.rawValue) == [1, 2])
      #expect(texts[0].cast == ["한가을", "김바다"])
      #expect(texts[1].synopsis == LocalizedText(""))
    }
  }

  @Test(
    "a title is named by identifier, key or name",
    arguments: StoreUnderTest.allCases,
    [
      ("1", 1), ("late-radio", 2), ("바람의 언덕", 1), ("7", nil), ("' OR 1=1 --", nil),
      ("late-radio ", nil), ("LATE-RADIO", nil), ("late_radio", nil), ("%", nil), ("", nil),
    ] as [(String, Int64?)])
  func naming(store: StoreUnderTest, naming: (name: String, id: Int64?)) async throws {
    try await store.withSample { store in
      let title = try await store.title(named: naming.name)
      #expect(title?.id.rawValue == naming.id)
    }
  }

  @Test("the version grows with the catalogue only", arguments: StoreUnderTest.allCases)
  func version(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      let empty = try await store.catalogVersion()
      _ = try await store.store(StoreSample.batch) { _, _ in }
      let filled = try await store.catalogVersion()
      #expect(filled > empty)
      _ = try await store.store(StoreSample.batch) { _, _ in }
      try await store.append([StoreSample.event()])
      #expect(try await store.catalogVersion() == filled)
    }
  }
}

extension CatalogStoreContract {
  @Test("watched assets lead to all parts of their titles", arguments: StoreUnderTest.allCases)
  func partsOfWatchedTitles(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let watched = [Asset.ID(22), Asset.ID(24), Asset.ID(99)]
      let parts = try await store.assets(ofTitlesWith: watched)
      #expect(parts.map(\.id.rawValue) == [21, 22, 23, 24])
    }
  }

  @Test("a film does not begin with its trailer", arguments: StoreUnderTest.allCases)
  func firstOfFilm(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let trailer = Asset(
        id: Asset.ID(12), title: Title.ID(1), episode: nil, name: "[예고편] asset 11",
        runningSeconds: 60, addedAt: StoreSample.now)
      let batch = ImportBatch(assets: [ImportedAsset(asset: trailer, names: [trailer.name])])
      _ = try await store.store(batch) { _, _ in }
      #expect(try await store.firstAssets(of: [Title.ID(1)]).map(\.id.rawValue) == [11])
    }
  }

  @Test(
    "a title begins with its first number, else its first name",
    arguments: StoreUnderTest.allCases)
  func firstAssets(store: StoreUnderTest) async throws {
    try await store.withSample { store in
      let extra = StoreSample.asset(31, of: 2, episode: nil)
      let batch = ImportBatch(assets: [ImportedAsset(asset: extra, names: [extra.name])])
      _ = try await store.store(batch) { _, _ in }
      let titles = [Title.ID(9), Title.ID(2), Title.ID(1)]
      #expect(try await store.firstAssets(of: titles).map(\.id.rawValue) == [11, 21])
    }
  }
}
