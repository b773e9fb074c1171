import PickModel
import Testing

@testable import PickTUI

@Suite("Half blocks")
struct HalfBlocksTests {
  private static func pigment(_ shade: Int) -> Pigment { Pigment(hue: 1, shade: shade) }

  private static func tint(_ upper: Int, _ lower: Int) -> Tint {
    Tint(upper: pigment(upper), lower: pigment(lower))
  }

  /// The two pixels a terminal shows.
  private static func shown(_ choice: HalfBlocks.Choice) -> Tint {
    let pen = choice.pen
    return switch choice.glyph {
    case .blank: Tint(upper: pen.lower, lower: pen.lower)
    case .whole: Tint(upper: pen.upper, lower: pen.upper)
    case .upper: pen
    case .lower: Tint(upper: pen.lower, lower: pen.upper)
    }
  }

  private static func choices(_ row: [Tint]) -> [HalfBlocks.Choice] {
    var blocks = HalfBlocks()
    return row.map { blocks.next($0) }
  }

  /// How often a colour is named.
  private static func changes(_ pens: [Tint]) -> Int {
    zip(pens, pens.dropFirst()).reduce(0) { sum, pair in
      sum + (pair.0.upper == pair.1.upper ? 0 : 1) + (pair.0.lower == pair.1.lower ? 0 : 1)
    }
  }

  @Test("a row shows the same pixels and names no more colours", arguments: 1...20)
  func showsTheSame(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let row = (0..<60).map { _ in
      Self.tint(.random(in: 1...4, using: &generator), .random(in: 1...4, using: &generator))
    }
    let choices = Self.choices(row)
    #expect(choices.map(Self.shown) == row)
    #expect(Self.changes(choices.map(\.pen)) < Self.changes(row))
  }

  @Test("two colours that take turns are named once")
  func dithered() {
    let row = [
      Self.tint(1, 2), Self.tint(2, 1), Self.tint(1, 1), Self.tint(2, 2), Self.tint(1, 2),
    ]
    let choices = Self.choices(row)
    #expect(choices.map(\.glyph) == [.upper, .lower, .whole, .blank, .upper])
    #expect(Set(choices.map(\.pen)).count == 1)
  }

  @Test("what stands at the left of a picture changes nothing of it")
  func beginsAnew() {
    let row = [Self.tint(3, 3), Self.tint(3, 4)]
    #expect(Self.choices(row) == Self.choices(row))
    #expect(Self.choices(row)[0] == HalfBlocks.Choice(glyph: .blank, pen: Self.tint(3, 3)))
  }
}
