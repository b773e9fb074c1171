import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Home")
struct HomeUpdateTests {
  @Test("the focus starts on the hero's first title")
  func starts() {
    let stage = Stage.home()
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    #expect(stage.focusedTitle == SampleWorld.title(2).id)
  }

  @Test("1 on home and Back lead to its top; Back at the top asks whether to quit")
  func toTheTop() {
    var stage = Stage.home()
    stage.press(.down, .down, .right, .character("1"))
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    #expect(stage.focusedTitle == SampleWorld.title(2).id)
    stage.press(.down, .escape)
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    #expect(stage.model.overlay == nil)
    stage.press(.escape)
    #expect(stage.model.overlay == .quit(isQuitFocused: true))
  }

  @Test("the label of a card is the genre it is there for")
  func genreLabel() {
    let title = Title(
      id: Title.ID(77), name: LocalizedText("달의 정원"), kind: .film, category: .film,
      genres: [Genre(LocalizedText("판타지")), Genre(LocalizedText("멜로/로맨스"))], year: 2020,
      ageRating: .all, availability: .always, addedAt: SampleWorld.now)
    let strings = Strings(.korean)
    func label(_ reason: Reason) -> String {
      strings.cardView(of: Card(title, playable: nil, reason: reason)).badge
    }
    #expect(label(.favouriteGenre(Genre(LocalizedText("멜로/로맨스")))) == "멜로/로맨스")
    #expect(label(.popular(rank: 1)) == "판타지")
  }

  @Test("arrows move between cards and shelves, and each shelf remembers its card")
  func moves() {
    var stage = Stage.home()
    stage.press(.down, .right)
    #expect(stage.focusedTitle == SampleWorld.title(5).id)
    stage.press(.down, .up)
    #expect(stage.focusedTitle == SampleWorld.title(5).id)
    stage.press(.end)
    #expect(stage.focusedTitle == SampleWorld.title(3).id)
    stage.press(.home)
    #expect(stage.focusedTitle == SampleWorld.title(1).id)
  }

  @Test("g and G, also typed with a Korean layout, jump to the first and last shelf")
  func jumps() {
    var stage = Stage.home()
    stage.press(.character("G"))
    #expect(stage.focusedShelf == Shelf.Kind.myList.shelfID)
    stage.press(.character("ㅎ"))
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    stage.press(Key(.end, .control))
    #expect(stage.focusedShelf == Shelf.Kind.myList.shelfID)
  }

  @Test("up from the hero goes to its tabs, then into the header; Enter opens there")
  func reachesHeader() {
    var stage = Stage.home()
    stage.press(.up, .right)
    #expect(stage.homePage?.tab == .weekday)
    stage.press(.up, .right, .right, .right)
    #expect(stage.model.headerFocus == .category(.film))
    stage.press(.enter)
    #expect(stage.model.pages.top.traits.entry == .category(.film))
  }

  @Test("the focus stays on its title when shelves come again in another order")
  func survivesRefresh() {
    var stage = Stage.home()
    stage.press(.down, .down, .right)
    let title = stage.focusedTitle
    let home = SampleWorld.home
    let shuffled = HomePage(
      hero: home.hero,
      shelves: home.shelves.reversed().map { result in
        guard case .loaded(let shelf) = result else { return result }
        return .loaded(Shelf(kind: shelf.kind, cards: shelf.cards.reversed()))
      }, builtFor: home.builtFor, isPersonalised: true)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(shuffled))))
    #expect(stage.focusedTitle == title)
    #expect(stage.focusedShelf == Shelf.Kind.pickedForYou.shelfID)
  }

  @Test("a hidden title goes at once and the focus takes its neighbour")
  func hides() {
    var stage = Stage.home()
    stage.press(.down, .right, .character("x"))
    #expect(stage.writes == [.setHidden(true, SampleWorld.title(5).id)])
    #expect(stage.focusedTitle == SampleWorld.title(3).id)
  }

  @Test(
    "keys on a card ask for what they say",
    arguments: [
      (Key.character("+"), Write.setOnMyList(true, SampleWorld.title(2).id)),
      (.character("u"), .setThumb(.up, SampleWorld.title(2).id)),
      (.character("d"), .setThumb(.down, SampleWorld.title(2).id)),
      (.character("x"), .setHidden(true, SampleWorld.title(2).id)),
      (.character("w"), .markWatched(SampleWorld.asset(of: SampleWorld.title(2).id))),
      (.character("ㅈ"), .markWatched(SampleWorld.asset(of: SampleWorld.title(2).id))),
    ])
  func writes(key: Key, write: Write) {
    var stage = Stage.home()
    stage.press(key)
    #expect(stage.writes == [write])
  }

  @Test("the key for watched takes back what it marked, and marks anew after another key")
  func takesMarkBack() {
    var stage = Stage.home()
    let asset = SampleWorld.asset(of: SampleWorld.title(2).id)
    stage.press(.character("w"), .character("w"), .character("w"))
    #expect(stage.writes == [.markWatched(asset), .unmarkWatched(asset), .markWatched(asset)])
    stage.press(.down, .up, .character("w"))
    #expect(stage.writes.last == .markWatched(asset))
  }

  @Test("pressing the list key or a thumb twice takes it back")
  func takesBack() {
    var stage = Stage.home()
    stage.press(.character("+"), .character("+"), .character("u"), .character("u"))
    let title = SampleWorld.title(2).id
    #expect(
      stage.writes == [
        .setOnMyList(true, title), .setOnMyList(false, title), .setThumb(.up, title),
        .setThumb(nil, title),
      ])
  }

  /// Home after a title went to my list: it stands there and on no other shelf.
  private func home(withOnMyList number: Int) -> HomePage {
    let without = SampleWorld.home.removing(SampleWorld.title(number).id)
    let myList = Shelf(kind: .myList, cards: [SampleWorld.card(number), SampleWorld.card(12)])
    return without.replacing(myList)
  }

  @Test("a card put on my list keeps its place and the focus, and Enter opens it")
  func holdsCard() {
    var stage = Stage.home()
    stage.press(.down, .down, .right)
    let card = stage.focusedTitle
    #expect(card == SampleWorld.title(7).id)
    stage.press(.character("+"))
    stage.answers = false
    stage.send(.wrote(.setOnMyList(true, SampleWorld.title(7).id), failure: nil))
    let page = home(withOnMyList: 7)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.focusedShelf == Shelf.Kind.pickedForYou.shelfID)
    #expect(stage.focusedTitle == card)
    stage.press(.enter)
    #expect(stage.taken().contains(.ask(.title(SampleWorld.title(7).id), stage.model.lastRequest)))
  }

  @Test("a card put on my list leaves its shelf with the next home once the focus has left it")
  func releasesCard() {
    var stage = Stage.home()
    stage.press(.down, .down, .right, .character("+"), .right)
    stage.answers = false
    stage.press(.character("r"))
    let page = home(withOnMyList: 7)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.focusedTitle == SampleWorld.title(8).id)
    let picked = stage.homePage?.shelves.first { $0.kind == .pickedForYou }
    #expect(picked?.cards.contains { $0.id == SampleWorld.title(7).id } == false)
  }

  @Test("the last card taken off my list can be put back by the same key")
  func holdsShelf() {
    var stage = Stage.home()
    stage.press(.character("G"), .character("+"))
    let title = SampleWorld.title(12).id
    stage.answers = false
    stage.send(.wrote(.setOnMyList(false, title), failure: nil))
    let page = HomePage(
      hero: SampleWorld.home.hero, shelves: SampleWorld.home.shelves.dropLast(),
      builtFor: SampleWorld.now, isPersonalised: true)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.focusedTitle == title)
    stage.press(.character("+"))
    #expect(stage.writes == [.setOnMyList(false, title), .setOnMyList(true, title)])
  }

  /// Home, whose hero has titles on some tabs only, in answer to the last request.
  private func answer(_ stage: inout Stage, withTitlesOn tabs: Set<HeroTab>) {
    let hero = SampleWorld.home.hero.map { result in
      guard case .hero(let tab) = result.kind, !tabs.contains(tab) else { return result }
      return .loaded(Shelf(kind: .hero(tab), cards: []))
    }
    let page = HomePage(
      hero: hero, shelves: SampleWorld.home.shelves, builtFor: SampleWorld.now,
      isPersonalised: true)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
  }

  @Test("at an hour at which nothing rises, the hero shows the first tab that has titles")
  func emptyHour() {
    var stage = Stage.home()
    answer(&stage, withTitlesOn: [.weekend, .fridayNight])
    #expect(stage.focusedShelf == Shelf.Kind.hero(.weekend).shelfID)
    #expect(stage.focusedTitle != nil)
    answer(&stage, withTitlesOn: [.realtime, .weekend])
    #expect(stage.focusedShelf == Shelf.Kind.hero(.weekend).shelfID)
  }

  @Test("a tab that was chosen stays, also without titles; with none anywhere it is the hour's")
  func chosenTab() {
    var stage = Stage.home()
    answer(&stage, withTitlesOn: [])
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    answer(&stage, withTitlesOn: [.weekday])
    #expect(stage.focusedShelf == Shelf.Kind.hero(.weekday).shelfID)
    stage.press(.up, .left, .down)
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    answer(&stage, withTitlesOn: [.weekday])
    #expect(stage.focusedShelf == Shelf.Kind.hero(.realtime).shelfID)
    #expect(stage.text.contains("지금은 여기에 보여 드릴 작품이 없습니다"))
  }

  @Test("home is asked for again by a write's reply, not beside it")
  func reloadsAfterReply() {
    var stage = Stage.home()
    stage.press(.character("+"))
    let before = stage.model.lastRequest
    stage.answers = false
    stage.send(.wrote(.setOnMyList(true, SampleWorld.title(2).id), failure: nil))
    #expect(stage.taken().contains(.ask(.home, before + 1)))
  }

  @Test("a shelf that failed says so and is asked for alone")
  func failedShelf() {
    var stage = Stage.home()
    let page = HomePage(
      hero: SampleWorld.home.hero, shelves: [.failed(.top10)] + SampleWorld.home.shelves,
      builtFor: SampleWorld.now, isPersonalised: true)
    stage.answers = false
    stage.press(.character("r"))
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.text.contains("불러오지 못했습니다 · r 다시"))
    stage.press(.down, .character("r"))
    #expect(stage.taken().contains(.ask(.shelf(.top10), stage.model.lastRequest)))
  }

  @Test("a load that takes long shows where things will be, then an error and r")
  func deadline() {
    var stage = Stage()
    stage.answers = false
    stage.send(.started(seed: 1))
    let request = stage.model.lastRequest
    #expect(!stage.text.contains("불러오는 중"))
    stage.send(.alarm(.slow(request)))
    #expect(stage.text.contains("불러오는 중"))
    stage.send(.alarm(.deadline(request)), after: 10)
    #expect(stage.text.contains("r 키로 다시 시도하세요"))
    stage.answers = true
    stage.press(.character("r"))
    #expect(stage.text.contains("이어보기"))
  }

  @Test("an answer that comes after its deadline is dropped")
  func lateAnswer() {
    var stage = Stage()
    stage.answers = false
    stage.send(.started(seed: 1))
    let request = stage.model.lastRequest
    stage.send(.alarm(.deadline(request)), after: 10)
    stage.send(.answered(request, .home, .success(.home(SampleWorld.home))))
    #expect(!stage.text.contains("이어보기"))
  }

  @Test("cards that stand still for a second are recorded once")
  func impressions() {
    var stage = Stage.home()
    stage.send(.alarm(.impressions(stage.model.look ?? 0)), after: 1)
    let cards = stage.writes.flatMap { write -> [VisibleCard] in
      if case .impressions(let cards) = write { cards } else { [] }
    }
    #expect(cards.contains { $0.title == SampleWorld.title(2).id && $0.position == 0 })
    #expect(Set(cards.map(\.id)).count == cards.count)
    #expect(stage.model.look == nil)
  }

  @Test("the clock wakes the program at the full minute only")
  func clock() {
    var stage = Stage.home()
    _ = stage.taken()
    stage.send(.alarm(.clock), after: 61)
    #expect(stage.taken() == [.wake(.clock, afterMilliseconds: 59_000)])
  }

  @Test("a new hour asks for home again")
  func newHour() {
    var stage = Stage.home()
    stage.answers = false
    stage.send(.alarm(.clock), after: 3600)
    #expect(stage.taken().contains(.ask(.home, stage.model.lastRequest)))
  }

  @Test("a film marked as watched keeps its card, so that the same key takes it back")
  func holdsWatched() {
    var stage = Stage.home()
    stage.press(.down, .down, .right)
    let title = SampleWorld.title(7).id
    let asset = SampleWorld.asset(of: title)
    stage.press(.character("w"))
    stage.answers = false
    stage.send(.wrote(.markWatched(asset), failure: nil))
    let page = SampleWorld.home.removing(title)
    stage.send(.answered(stage.model.lastRequest, .home, .success(.home(page))))
    #expect(stage.focusedTitle == title)
    stage.press(.character("w"))
    #expect(stage.writes == [.markWatched(asset), .unmarkWatched(asset)])
  }
}
