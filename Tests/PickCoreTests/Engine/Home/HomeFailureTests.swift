import PickModel
import Testing

@testable import PickCore

@Suite("A home whose reads fail")
struct HomeFailureTests {
  private let error = StoreError.busy

  private func failed(_ home: HomeDraft) -> Set<String> {
    Set(
      (home.hero + home.shelves).filter { (try? $0.placements.get()) == nil }
        .map { $0.kind.shelfID.rawValue })
  }

  @Test("without overall popularity only top 10 and hero fail")
  func popularity() {
    var world = HomeBuilderTests.full
    world.popularity[.all] = .failure(error)
    let home = world.home
    #expect(
      failed(home) == [
        "top10", "hero:realtime", "hero:weekday", "hero:weekend", "hero:fridayNight",
      ])
    #expect(home.titles(.continueWatching) == [4, 1])
    #expect(home.titles(.pickedForYou)?.count == 20)
  }

  @Test("one cell of popularity takes one tab with it")
  func oneCell() {
    var world = HomeBuilderTests.full
    world.popularity[.day(.weekend)] = .failure(error)
    #expect(failed(world.home) == ["hero:weekend"])
  }

  @Test("without history what is popular stays, minus what was hidden")
  func history() {
    var world = HomeBuilderTests.full
    world.choices.hidden = [Title.ID(4)]
    let home = HomeBuilder.draft(
      PageInputs(
        ground: world.ground, instant: World.now, choices: .success(world.choices),
        history: .failure(error), taste: nil))
    #expect(failed(home) == ["continue", "picked", "new-episodes"])
    #expect(home.titles(.top10)?.first == 5)
    #expect(home.titles(.myList) == [9, 3, 10])
    #expect(home.titles(.newReleases) == nil)
  }

  @Test("without choices nothing is shown that might be hidden")
  func choices() {
    let world = HomeBuilderTests.full
    let home = HomeBuilder.draft(
      PageInputs(
        ground: world.ground, instant: World.now, choices: .failure(error),
        history: .success(world.history), taste: world.taste))
    #expect((home.hero + home.shelves).allSatisfy { (try? $0.placements.get()) == nil })
    #expect(home.hero.count == 4)
  }

  @Test("a shelf whose first parts could not be read fails, others stay")
  func firstParts() {
    let page = HomeBuilderTests.full.home.page(firstAssets: .failure(error))
    let failed = page.shelves.filter { if case .failed = $0 { true } else { false } }
    #expect(failed.map(\.id.rawValue).contains("picked"))
    #expect(page.shelves.first?.cards.isEmpty == false)
  }
}
