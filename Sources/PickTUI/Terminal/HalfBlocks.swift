/// Chooses how the cells of a picture are sent, so that few colours change.
///
/// Two pixels in a cell can be the upper half of a block in one colour on the other, or the lower half
/// the other way round; one colour can be a blank on it, or a whole block in it. What shows is the same.
/// In a dithered picture neighbours mostly have the same two colours, and then none changes.
///
/// The choice follows from the cells of the picture to the left of a cell and from nothing else:
/// whatever changes beside a picture, it is drawn as before, and nothing of it is sent again.
struct HalfBlocks {
  /// A character and the colours to draw it in.
  struct Choice: Equatable {
    let glyph: Glyph
    /// The character's colour above, the ground's below.
    let pen: Tint
  }

  /// A character that shows one colour or two.
  enum Glyph: UInt32 {
    case blank = 0x20
    case upper = 0x2580
    case lower = 0x2584
    case whole = 0x2588
  }

  /// The colours of the cell before; `nil` at the left edge of a picture.
  private var pen: Tint?

  /// How to draw the next cell of a row.
  mutating func next(_ tint: Tint) -> Choice {
    let choice = choice(tint)
    pen = choice.pen
    return choice
  }

  private func choice(_ tint: Tint) -> Choice {
    guard let pen else {
      return Choice(glyph: tint.upper == tint.lower ? .blank : .upper, pen: tint)
    }
    if tint.upper == tint.lower {
      if pen.lower == tint.lower { return Choice(glyph: .blank, pen: pen) }
      if pen.upper == tint.upper { return Choice(glyph: .whole, pen: pen) }
      return Choice(glyph: .blank, pen: Tint(upper: pen.upper, lower: tint.lower))
    }
    let turned = Tint(upper: tint.lower, lower: tint.upper)
    return Self.changes(from: pen, to: turned) < Self.changes(from: pen, to: tint)
      ? Choice(glyph: .lower, pen: turned) : Choice(glyph: .upper, pen: tint)
  }

  private static func changes(from pen: Tint, to next: Tint) -> Int {
    (pen.upper == next.upper ? 0 : 1) + (pen.lower == next.lower ? 0 : 1)
  }
}
