import PickModel
import Testing

@testable import PickTUI

@Suite("Help")
struct KeyHelpTests {
  private func hints(_ help: KeyHelp) -> [KeyHint] {
    help.lines.compactMap { if case .hint(let hint) = $0 { hint } else { nil } }
  }

  @Test(
    "every action with a key is there, in both languages",
    arguments: [Strings(.korean), Strings(.english)])
  func complete(strings: Strings) {
    let map = KeyMap()
    let shown = hints(KeyHelp(map, strings)).flatMap { $0.key.split(separator: " ") }
    let all = Action.allCases.flatMap { map.keys(for: $0).map(\.label) }
    #expect(shown.map(String.init).sorted() == all.sorted())
  }

  @Test("keys of one wish stand together under what they are for")
  func together() {
    let help = KeyHelp(KeyMap(), Strings(.korean))
    #expect(help.lines.first == .heading("보고 싶을 때"))
    #expect(hints(help).contains(KeyHint(key: "u d", label: "좋아요 · 싫어요")))
  }

  @Test("nothing withheld is offered, and a wish without keys has no heading")
  func withheld() {
    let help = KeyHelp(KeyMap(), Strings(.english), without: [.search, .nextGenre, .previousGenre])
    #expect(!help.lines.contains(.heading("To find")))
    #expect(!hints(help).contains { $0.key == "/" })
  }
}
