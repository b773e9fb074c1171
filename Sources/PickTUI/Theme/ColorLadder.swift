/// What a theme's paints become on a terminal with fewer colours.
struct ColorLadder: Hashable, Sendable {
  /// How many colours there are.
  let depth: ColorDepth

  /// A paint in colour numbers; without colours only attributes are left.
  struct Pen: Hashable, Sendable {
    /// Number of the characters' colour; `nil` without colours.
    let foreground: Int?
    /// Number of the ground's colour; `nil` without colours.
    let background: Int?
    /// Attributes.
    let attributes: Style.Attributes
  }

  /// The pen for a style; for `trueColor` the numbers are those of `RGB.number`.
  func pen(for style: Style, in theme: Theme) -> Pen {
    let paint = theme[style.role]
    let attributes = paint.attributes.union(style.attributes)
    switch depth {
    case .mono:
      return Pen(
        foreground: nil, background: nil,
        attributes: attributes.union(Self.monoAttributes(of: style.role)))
    case .trueColor:
      return Pen(
        foreground: Int(paint.foreground.number), background: Int(paint.background.number),
        attributes: attributes)
    case .palette256:
      return Pen(
        foreground: Palette.nearest256(to: paint.foreground),
        background: Palette.nearest256(to: paint.background), attributes: attributes)
    case .eight: return pen(paint, attributes, count: 8)
    case .sixteen: return pen(paint, attributes, count: 16)
    }
  }

  /// With few colours, text and ground may meet in one: then black or white is better than exact.
  private func pen(_ paint: Theme.Paint, _ attributes: Style.Attributes, count: Int) -> Pen {
    let ground = Palette.nearest(to: paint.background, count: count)
    var text = Palette.nearest(to: paint.foreground, count: count)
    let shownGround = Palette.color(ground)
    if Palette.color(text).contrast(with: shownGround) < 3 {
      let white = Palette.color(count - 1)
      let black = Palette.color(0)
      text = shownGround.contrast(with: white) >= shownGround.contrast(with: black) ? count - 1 : 0
    }
    return Pen(foreground: text, background: ground, attributes: attributes)
  }

  /// What carries the meaning of a role where there are no colours.
  private static func monoAttributes(of role: Role) -> Style.Attributes {
    switch role {
    case .selection, .buttonFocused, .badge, .stripFocused, .code: .reverse
    case .accent, .headerCurrent: [.bold, .underline]
    case .error: .bold
    case .field, .fieldFocused: .underline
    case _ where Role.strips.contains(role): .underline
    default: []
    }
  }
}
