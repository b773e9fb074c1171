/// Maps a theme's paints to a terminal with fewer colours.
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
    let paint =
      style.tint.map { Theme.Paint(theme[$0.upper], on: theme[$0.lower]) } ?? theme[style.role]
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

  /// Attributes that replace the colours of a role.
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

/// The colours terminals have by number, and which of them is nearest to a colour.
public enum Palette {
  /// The sixteen colours as xterm shows them; other terminals differ a little.
  static let sixteen: [RGB] = [
    RGB(0x000000), RGB(0xCD0000), RGB(0x00CD00), RGB(0xCDCD00), RGB(0x0000EE), RGB(0xCD00CD),
    RGB(0x00CDCD), RGB(0xE5E5E5), RGB(0x7F7F7F), RGB(0xFF0000), RGB(0x00FF00), RGB(0xFFFF00),
    RGB(0x5C5CFF), RGB(0xFF00FF), RGB(0x00FFFF), RGB(0xFFFFFF),
  ]

  /// Levels of each part in the cube of 6 x 6 x 6 colours from 16 on.
  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The colour xterm shows for a number, 0 to 255.
  public static func color(_ index: Int) -> RGB {
    switch index {
    case ..<16: return sixteen[max(0, index)]
    case ..<232:
      let cube = index - 16
      return RGB(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    default:
      let grey = UInt8(min(238, 8 + 10 * (index - 232)))
      return RGB(grey, grey, grey)
    }
  }

  /// The nearest of the colours 16 to 255, which viewers rarely change.
  public static func nearest256(to color: RGB) -> Int { nearest(to: color, among: 16...255) }

  /// The nearest of the first `count` colours, 8 or 16.
  public static func nearest(to color: RGB, count: Int) -> Int {
    nearest(to: color, among: 0...count - 1)
  }

  /// Ties go to the lower number.
  private static func nearest(to color: RGB, among candidates: ClosedRange<Int>) -> Int {
    candidates.min { color.distance(to: Self.color($0)) < color.distance(to: Self.color($1)) }
      ?? candidates.lowerBound
  }
}

extension RGB {
  /// How different two colours look: "redmean", a cheap weighting of the three differences.
  ///
  /// T. Riemersma, "Colour metric", https://www.compuphase.com/cmetric.htm.
  func distance(to other: RGB) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let (dr, dg, db) = (
      Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue)
    )
    return (512 + mean) * dr * dr / 256 + 4 * dg * dg + (767 - mean) * db * db / 256
  }

  /// Relative luminance in [0, 1] (WCAG 2.1).
  public var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : Self.power((value + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast of two colours, 1 to 21 (WCAG 2.1); text wants 4.5.
  public func contrast(with other: RGB) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }
}
