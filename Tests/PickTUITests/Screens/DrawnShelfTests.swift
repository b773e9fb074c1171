import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

/// What is remembered of drawings must never be seen.
@Suite("Remembered drawings")
struct DrawnShelfTests {
  private static let large = Screen(Size(columns: 120, rows: 40))

  /// The same frame of arrays that were never drawn before.
  private static func drawnAnew(_ model: AppModel) -> Frame {
    var model = model
    guard case .home(var home) = model.pages.top, let page = home.page.value else {
      return view(model)
    }
    func anew(_ results: [ShelfResult]) -> [ShelfResult] {
      results.map { result in
        guard case .loaded(let shelf) = result else { return result }
        return .loaded(Shelf(kind: shelf.kind, cards: shelf.cards.map { $0 }, next: shelf.next))
      }
    }
    home.page.show(
      HomePage(
        hero: anew(page.hero), shelves: anew(page.shelves), builtFor: page.builtFor,
        isPersonalised: page.isPersonalised))
    model.pages.top = .home(home)
    return view(model)
  }

  @Test(
    "after every key a frame is what it would be if nothing were remembered", arguments: 1...6)
  func keys(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let keys: [Key] = [
      .left, .right, .up, .down, .right, .down, .tab, .character("a"), .character("u"),
      .character("l"), .home, .end,
    ]
    var stage = Stage.home(on: seed % 2 == 0 ? .usual : Self.large)
    for _ in 0..<60 {
      guard let key = keys.randomElement(using: &generator) else { continue }
      stage.press(key)
      #expect(stage.frame == Self.drawnAnew(stage.model), "after \(key)")
    }
  }

  @Test("a choice shows on its card at once, and goes again")
  func choices() {
    var stage = Stage.home(on: Self.large)
    stage.press(.down)
    let before = stage.frame
    stage.model.choices[SampleWorld.title(4).id, default: AppModel.Choice()].thumb = .up
    #expect(stage.frame == Self.drawnAnew(stage.model))
    stage.model.choices = [:]
    #expect(stage.frame == before)
  }

  @Test("the clock of the header and the hero's hour move on")
  func time() {
    var stage = Stage.home(on: Self.large)
    let before = stage.frame
    stage.send(.input(.key(.character("?"))), after: 3700)
    stage.press(.escape)
    #expect(stage.frame != before)
    #expect(stage.frame == Self.drawnAnew(stage.model))
  }
}
