import PickAPI
import PickModel
import Testing

@testable import PickServer

@Suite("the part of a title's page that viewers share")
struct TitleBodiesTests {
  private static let now = Instant(secondsSince1970: 1_800_000_000)

  private static let title = Title(
    id: Title.ID(7), name: LocalizedText("소나기 형사"), kind: .series, category: .drama,
    genres: [], year: 2020, ageRating: .all, availability: .always, addedAt: now)

  private static func part(_ id: Int64, begun: Bool = false) -> TitlePage.Part {
    TitlePage.Part(
      asset: Asset(
        id: Asset.ID(id), title: title.id, episode: EpisodeNumber(season: 1, number: Int(id)),
        name: "\(id)회", runningSeconds: 3600, addedAt: now),
      aliases: [],
      progress: begun
        ? WatchProgress(position: 60, runningSeconds: 3600, isFinished: false, lastWatchedAt: now)
        : nil)
  }

  private static func page(
    _ episodes: [TitlePage.Part], seasons: [TitlePage.Season]? = nil, isOnMyList: Bool = false
  ) -> TitlePage {
    TitlePage(
      title: title, synopsis: LocalizedText("비"), cast: ["배우"],
      seasons: seasons ?? [TitlePage.Season(number: 1, episodes: episodes)], others: [],
      next: episodes.first, similar: [], reason: nil, isOnMyList: isOnMyList, thumb: nil,
      isHidden: false)
  }

  @Test("a page is written the same with it")
  func same() throws {
    let bodies = TitleBodies()
    let first = Self.page([Self.part(1), Self.part(2)])
    let second = Self.page([Self.part(1)], seasons: first.seasons, isOnMyList: true)
    for page in [first, second, first] {
      let body = try #require(bodies.body(of: page))
      #expect(PageWriter().title(page, body: body) == PageWriter().title(page))
    }
  }

  @Test("who has begun a part has a page of their own")
  func begun() {
    let bodies = TitleBodies()
    #expect(bodies.body(of: Self.page([Self.part(1), Self.part(2)])) != nil)
    #expect(bodies.body(of: Self.page([Self.part(1, begun: true), Self.part(2)])) == nil)
    #expect(bodies.body(of: Self.page([Self.part(1), Self.part(2, begun: true)])) == nil)
  }

  @Test("a page of other parts is encoded anew")
  func changed() throws {
    let bodies = TitleBodies()
    _ = bodies.body(of: Self.page([Self.part(1)]))
    let page = Self.page([Self.part(1), Self.part(3)])
    let body = try #require(bodies.body(of: page))
    #expect(PageWriter().title(page, body: body) == PageWriter().title(page))
  }
}
