extension Theme {
  /// The default: the original's colours on black.
  ///
  /// A test holds it against `themes/dark.toml`.
  ///
  /// Cards, strips and the selection share one colour of characters: a moved focus then changes
  /// grounds only, which is half the bytes.
  public static let dark = Theme(name: "dark") { role in
    switch role {
    case .text: Paint(RGB(0xE6E6E6), on: black)
    case .muted: Paint(RGB(0x9A9A9A), on: black)
    case .heading: Paint(RGB(0xFFFFFF), on: black, .bold)
    case .accent: Paint(RGB(0xED174D), on: black, .bold)
    case .selection: Paint(RGB(0xE6E6E6), on: RGB(0xB30F3B))
    case .error: Paint(RGB(0xFF7B72), on: black)
    case .notice: Paint(RGB(0xF2CC60), on: black)
    case .reason: Paint(RGB(0x9CC4FF), on: black)
    case .progress: Paint(RGB(0xED174D), on: black)
    case .progressTrack: Paint(RGB(0x808080), on: black)
    case .badge: Paint(RGB(0x000000), on: RGB(0xF2CC60))
    case .header: Paint(RGB(0xC8C8C8), on: black)
    case .headerCurrent: Paint(RGB(0xED174D), on: black, .bold)
    case .footer: Paint(RGB(0x9A9A9A), on: black)
    case .footerKey: Paint(RGB(0xE6E6E6), on: black, .bold)
    case .border: Paint(RGB(0x808080), on: black)
    case .field: Paint(RGB(0xE6E6E6), on: RGB(0x262626))
    case .fieldFocused: Paint(RGB(0xFFFFFF), on: RGB(0x3A3A3A))
    case .button: Paint(RGB(0xE6E6E6), on: RGB(0x262626))
    case .buttonFocused: Paint(RGB(0xE6E6E6), on: RGB(0xB30F3B))
    case .skeleton: Paint(RGB(0x808080), on: black)
    case .code: Paint(black, on: RGB(0xFFFFFF))
    case .codeModule: Paint(RGB(0xFFFFFF), on: black)
    case .stripFocused: Paint(RGB(0xE6E6E6), on: RGB(0xB30F3B))
    case .strip1: Paint(RGB(0xE6E6E6), on: RGB(0x712F18))
    case .strip2: Paint(RGB(0xE6E6E6), on: RGB(0x724510))
    case .strip3: Paint(RGB(0xE6E6E6), on: RGB(0x6B5310))
    case .strip4: Paint(RGB(0xE6E6E6), on: RGB(0x2F6B2C))
    case .strip5: Paint(RGB(0xE6E6E6), on: RGB(0x1F6B4A))
    case .strip6: Paint(RGB(0xE6E6E6), on: RGB(0x17686B))
    case .strip7: Paint(RGB(0xE6E6E6), on: RGB(0x1B5A8C))
    case .strip8: Paint(RGB(0xE6E6E6), on: RGB(0x2F4EA0))
    case .strip9: Paint(RGB(0xE6E6E6), on: RGB(0x403C93))
    case .strip10: Paint(RGB(0xE6E6E6), on: RGB(0x633A94))
    case .strip11: Paint(RGB(0xE6E6E6), on: RGB(0x723275))
    case .strip12: Paint(RGB(0xE6E6E6), on: RGB(0x5A5A66))
    }
  }

  private static let black = RGB(0x000000)
}
