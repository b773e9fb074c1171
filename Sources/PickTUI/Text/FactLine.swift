import PickModel

/// Facts in one line: each of them whole and said once, the least important left out first.
struct FactLine {
  /// A fact, and how much it matters: what matters least goes first.
  private struct Fact {
    let text: String
    let weight: Int
  }

  private var facts: [Fact] = []

  /// Adds a fact; nothing where it is not known or was said already.
  mutating func add(_ text: String?, weight: Int) {
    guard let text, !text.isEmpty, !facts.contains(where: { $0.text == text }) else { return }
    facts.append(Fact(text: text, weight: weight))
  }

  /// The facts that fit, in the order they were added.
  func text(within columns: Int) -> String {
    var shown = facts
    while DisplayWidth.of(Self.joined(shown)) > columns,
      let least = shown.indices.min(by: { shown[$0].weight < shown[$1].weight })
    {
      shown.remove(at: least)
    }
    return Self.joined(shown)
  }

  private static func joined(_ facts: [Fact]) -> String {
    facts.map(\.text).joined(separator: " · ")
  }
}
