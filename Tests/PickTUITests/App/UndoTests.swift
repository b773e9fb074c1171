import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Undo")
struct UndoTests {
  private let second = SampleWorld.title(2).id

  @Test(
    "z takes a choice back, and the notice names it",
    arguments: [
      (Key.character("x"), Write.setHidden(false, SampleWorld.title(2).id)),
      (.character("u"), .setThumb(nil, SampleWorld.title(2).id)),
      (.character("d"), .setThumb(nil, SampleWorld.title(2).id)),
      (.character("+"), .setOnMyList(false, SampleWorld.title(2).id)),
      (.character("w"), .unmarkWatched(SampleWorld.asset(of: SampleWorld.title(2).id))),
    ])
  func takesBack(key: Key, write: Write) {
    var stage = Stage.home()
    stage.press(key)
    #expect(stage.text.contains("z 되돌리기"))
    stage.press(.character("z"))
    #expect(stage.writes.last == write)
    #expect(stage.writes.count == 2)
  }

  @Test("with a Korean layout the key is ㅋ")
  func koreanLayout() {
    var stage = Stage.home()
    stage.press(.character("x"), .character("ㅋ"))
    #expect(stage.writes.last == .setHidden(false, second))
  }

  @Test("a hidden card comes back at once where it stood, with the focus")
  func restores() {
    var stage = Stage.home()
    stage.press(.down, .right, .character("x"))
    let hidden = SampleWorld.title(5).id
    #expect(stage.homePage?.shelves.flatMap(\.cards).contains { $0.id == hidden } == false)
    stage.press(.character("z"))
    #expect(stage.focusedTitle == hidden)
    #expect(stage.focusedShelf == Shelf.Kind.continueWatching.shelfID)
    stage.press(.left)
    #expect(stage.focusedTitle == SampleWorld.title(1).id)
  }

  @Test("the same key directly after means the hidden title, and never hides its neighbour")
  func notTheNeighbour() {
    var stage = Stage.home()
    stage.press(.down, .right, .character("x"), .character("x"))
    let hidden = SampleWorld.title(5).id
    #expect(stage.writes == [.setHidden(true, hidden), .setHidden(false, hidden)])
    #expect(stage.focusedTitle == hidden)
  }

  @Test("after another key the key means the focused title again")
  func meansTheFocus() {
    var stage = Stage.home()
    stage.press(.down, .right, .character("x"), .left, .character("x"))
    #expect(stage.writes.last == .setHidden(true, SampleWorld.title(1).id))
  }

  @Test("a thumb down pressed twice is withdrawn, also after its card has gone")
  func thumbTwice() {
    var stage = Stage.home()
    stage.press(.down, .down, .character("d"))
    let title = SampleWorld.title(6).id
    stage.answers = false
    stage.send(.wrote(.setThumb(.down, title), failure: nil))
    stage.send(
      .answered(
        stage.model.lastRequest, .home, .success(.home(SampleWorld.home.removing(title)))))
    stage.press(.character("d"))
    #expect(stage.writes.suffix(2) == [.setThumb(.down, title), .setThumb(nil, title)])
  }

  @Test("choices are taken back in reverse order, also from another page, until none is left")
  func order() {
    var stage = Stage.home()
    stage.press(.character("u"), .character("+"), .right, .enter, .character("z"), .character("z"))
    #expect(stage.writes.suffix(2) == [.setOnMyList(false, second), .setThumb(nil, second)])
    stage.press(.character("z"))
    #expect(stage.text.contains("되돌릴 것이 없습니다"))
  }

  @Test("a thumb that replaced another comes back as it was")
  func thumbBefore() {
    var stage = Stage.home()
    stage.press(.character("u"), .character("d"), .character("z"))
    #expect(stage.writes.last == .setThumb(.up, second))
  }

  @Test("forgetting is taken back")
  func forgetting() {
    var stage = Stage.home()
    stage.press(.down, .enter)
    stage.model.overlay = .forget(SampleWorld.title(1).reference, isForgetFocused: true)
    stage.press(.enter)
    #expect(stage.text.contains("z 되돌리기"))
    stage.press(.character("z"))
    let title = SampleWorld.title(1).id
    #expect(stage.writes.contains(.forget(title)))
    #expect(stage.writes.last == .unforget(title))
  }

  @Test("a title leaves continue watching only, and z puts it back")
  func settingAside() {
    var stage = Stage.home()
    stage.press(.down, .character("-"))
    let title = SampleWorld.title(1).id
    #expect(stage.writes == [.setAside(true, title)])
    let shelves = stage.homePage?.shelves ?? []
    #expect(
      shelves.first { $0.kind == .continueWatching }?.cards.contains { $0.id == title } == false)
    #expect(shelves.first { $0.kind == .top10 }?.cards.contains { $0.id == title } == true)
    stage.press(.character("z"))
    #expect(stage.writes.last == .setAside(false, title))
    #expect(stage.focusedTitle == title)
  }

  @Test("what was never begun cannot leave continue watching")
  func nothingToSetAside() {
    var stage = Stage.home()
    stage.press(.down, .down, .character("-"))
    #expect(stage.writes.isEmpty)
  }

  @Test("choices are forgotten with the session")
  func signedOut() {
    var stage = Stage.home()
    stage.press(.character("x"))
    _ = stage.model.signOut(everywhere: false)
    stage.signIn()
    let before = stage.writes.count
    stage.press(.character("z"))
    #expect(stage.writes.count == before)
    #expect(stage.text.contains("되돌릴 것이 없습니다"))
  }
}

@Suite("Hidden titles")
struct HiddenTitlesTests {
  private func page() -> MyPage {
    let own = SampleWorld.myPage
    let title = SampleWorld.title(9)
    let hidden = Card(title, playable: nil, isHidden: true, reason: .category(title.category))
    return MyPage(
      number: own.number, history: own.history, myList: own.myList, hidden: [hidden],
      taste: own.taste, devices: own.devices, stored: own.stored)
  }

  @Test("my page lists them, and the key for hiding shows one again")
  func listed() {
    var stage = Stage.home()
    stage.answers = false
    stage.press(.character("8"))
    stage.send(.answered(stage.model.lastRequest, .myPage, .success(.myPage(page()))))
    stage.press(.down, .down)
    #expect(stage.myPage?.section == .hidden)
    #expect(stage.text.contains("겨울 섬"))
    stage.press(.enter, .character("x"))
    #expect(stage.writes == [.setHidden(false, SampleWorld.title(9).id)])
    #expect(stage.text.contains("다시 보입니다"))
  }

  @Test("search shows them marked, and the key for hiding shows one again")
  func found() {
    var stage = Stage.home()
    stage.press(.character("/"))
    stage.answers = false
    stage.type("섬")
    let title = SampleWorld.title(9)
    let card = Card(title, playable: nil, isHidden: true, reason: .matchesSearch)
    let results = SearchResults(query: "섬", totalCount: 1, cards: [card])
    stage.send(.answered(stage.model.lastRequest, .search("섬"), .success(.results(results))))
    #expect(stage.text.contains("겨울 섬  숨김"))
    stage.press(.down, .down, .character("x"))
    #expect(stage.writes == [.setHidden(false, title.id)])
  }

  @Test("a line of the history that was marked by mistake is taken back there")
  func history() {
    var stage = Stage.home()
    stage.press(.character("8"), .enter, .down, .character("w"))
    #expect(stage.writes == [.unmarkWatched(SampleWorld.asset(of: SampleWorld.title(2).id))])
  }
}
