import Foundation
import PickModel
import Testing

@Suite("The arrangement of home")
struct HomeArrangementTests {
  private func line(_ shelf: HomeShelf, _ isOn: Bool = true) -> HomeArrangement.Line {
    HomeArrangement.Line(shelf: shelf, isOn: isOn)
  }

  @Test("whatever it is made of, every shelf is there once, the hero first")
  func whole() {
    let arrangement = HomeArrangement([
      line(.myList), line(.top10, false), line(.myList, false), line(.hero, false),
    ])
    #expect(arrangement.lines.count == HomeShelf.allCases.count)
    #expect(Set(arrangement.lines.map(\.shelf)).count == HomeShelf.allCases.count)
    #expect(
      arrangement.lines.prefix(3) == [line(.hero, false), line(.myList), line(.top10, false)])
    #expect(HomeArrangement.standard.lines.map(\.shelf) == HomeShelf.allCases)
  }

  @Test("the last shelf that is on stays on")
  func lastOne() {
    var arrangement = HomeArrangement.standard
    for shelf in HomeShelf.allCases.dropLast() {
      let isToggled = arrangement.toggle(shelf)
      #expect(isToggled)
    }
    let before = arrangement
    let isLastToggled = arrangement.toggle(.genres)
    #expect(!isLastToggled && arrangement == before)
    let isHeroToggled = arrangement.toggle(.hero)
    #expect(isHeroToggled)
    #expect(HomeArrangement(HomeShelf.allCases.map { line($0, false) }) == .standard)
  }

  @Test("a shelf moves by one place, and never before the hero")
  func moves() {
    var arrangement = HomeArrangement.standard
    arrangement.move(.continueWatching, isUp: true)
    arrangement.move(.hero, isUp: false)
    arrangement.move(.genres, isUp: false)
    #expect(arrangement == .standard)
    arrangement.move(.genres, isUp: true)
    #expect(arrangement.place(of: .genres) == HomeShelf.allCases.count - 2)
    arrangement.move(.genres, isUp: false)
    #expect(arrangement == .standard)
  }

  @Test("it is read as it was written, and what was written wrong is made whole")
  func codable() throws {
    var arrangement = HomeArrangement.standard
    _ = arrangement.toggle(.top10)
    let data = try JSONEncoder().encode(arrangement)
    #expect(try JSONDecoder().decode(HomeArrangement.self, from: data) == arrangement)
    let none = try JSONDecoder().decode(HomeArrangement.self, from: Data("[]".utf8))
    #expect(none == .standard)
  }
}
