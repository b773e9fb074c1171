import Glibc

/// The look of every role.
public struct Theme: Hashable, Sendable {
  /// The name it is chosen by.
  public let name: String
  /// One paint a role, in the order of `Role.allCases`.
  private let paints: [Paint]

  /// Colours and attributes of one role.
  public struct Paint: Hashable, Sendable {
    /// The colour of the characters.
    public let foreground: RGB
    /// The colour of the ground.
    public let background: RGB
    /// Attributes that are set wherever the role is.
    public let attributes: Style.Attributes

    /// A look.
    public init(_ foreground: RGB, on background: RGB, _ attributes: Style.Attributes = []) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// A theme from a look for each role.
  public init(name: String, paint: (Role) -> Paint) {
    self.name = name
    paints = Role.allCases.map(paint)
  }

  /// The look of a role.
  public subscript(role: Role) -> Paint { paints[Int(role.rawValue)] }
}

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

/// A colour on a screen (sRGB).
public struct RGB: Hashable, Sendable {
  /// 0 to 255.
  public let red: UInt8
  /// 0 to 255.
  public let green: UInt8
  /// 0 to 255.
  public let blue: UInt8

  /// A colour by its parts.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour by its number, `0xED174D`.
  public init(_ number: UInt32) {
    self.init(
      UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8),
      UInt8(truncatingIfNeeded: number))
  }

  /// A colour as themes write it, `#ED174D`; `nil` for everything else.
  public init?(hex: String) {
    guard hex.utf8.count == 7, hex.first == "#", hex.dropFirst().allSatisfy(\.isHexDigit),
      let number = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(number)
  }

  /// The colour as `0xRRGGBB`.
  public var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}

extension RGB {
  /// The exponent of sRGB.
  static func power(_ value: Double) -> Double { pow(value, 2.4) }
}
