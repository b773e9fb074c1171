import PickClient
import PickModel

/// The page of one title.
public struct DetailModel: Equatable, Sendable {
  /// Which title.
  let id: Title.ID
  /// What the service said last.
  var page = Loadable<TitlePage>()
  /// Where the focus is.
  var focus = Focus.actions
  /// The focused button.
  var button = Button.watch
  /// The shown season, by number; the one of the next episode until chosen.
  var season: Int?
  /// The focused part of the list.
  var part: Asset.ID?
  /// The focused similar title.
  var browser = ShelfBrowser()
  /// Whether opening the page was recorded.
  var hasRecordedView = false

  /// A page that has not been asked for yet.
  init(_ id: Title.ID) { self.id = id }

  /// The parts of the page a focus can be on, from top to bottom.
  enum Focus: Equatable, Sendable, CaseIterable {
    case actions, seasons, parts, similar
  }

  /// What can be done with a title, in the order of the buttons.
  enum Button: Equatable, Sendable, CaseIterable {
    case watch, myList, thumbUp, thumbDown, hide, markWatched, forget, why
  }

  /// The season whose episodes show.
  var shownSeason: TitlePage.Season? {
    guard let page = page.value else { return nil }
    let next = page.next?.asset.episode?.season
    return page.seasons.first { $0.number == season ?? next } ?? page.seasons.first
  }

  /// The playable parts that show: a season's episodes, or the extras of a film.
  var parts: [TitlePage.Part] {
    guard let page = page.value else { return [] }
    if let shownSeason { return shownSeason.episodes + lastSeasonExtras(of: page) }
    return page.title.kind == .film && page.others.count == 1 ? [] : page.others
  }

  /// Parts without a number stand below the last season.
  private func lastSeasonExtras(of page: TitlePage) -> [TitlePage.Part] {
    shownSeason?.number == page.seasons.last?.number ? page.others : []
  }

  /// The focused part.
  var focusedPart: TitlePage.Part? { parts.first { $0.id == part } ?? parts.first }

  /// Similar titles as a shelf.
  var similar: [ShelfResult] {
    guard let page = page.value, !page.similar.isEmpty else { return [] }
    return [.loaded(Shelf(kind: .similarToLastWatched(page.title.reference), cards: page.similar))]
  }

  /// What the focus can be on.
  var reachable: [Focus] {
    guard let page = page.value else { return [] }
    return Focus.allCases.filter { focus in
      switch focus {
      case .actions: true
      case .seasons: page.seasons.count > 1
      case .parts: !parts.isEmpty
      case .similar: !page.similar.isEmpty
      }
    }
  }
}
