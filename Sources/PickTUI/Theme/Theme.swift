import Glibc

/// The look of every role.
public struct Theme: Hashable, Sendable {
  /// The name it is chosen by.
  public let name: String
  /// One paint a role, in the order of `Role.allCases`.
  private let paints: [Paint]
  /// The colours of pictures, by `Pigment.index`.
  private let pigments: [RGB]

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
    let paints = Role.allCases.map(paint)
    self.paints = paints
    pigments = PigmentRamp.colors { paints[Int($0.rawValue)] }
  }

  /// The look of a role.
  public subscript(role: Role) -> Paint { paints[Int(role.rawValue)] }

  /// A colour of pictures.
  public subscript(pigment: Pigment) -> RGB { pigments[Int(pigment.index)] }
}

extension Theme {
  /// The default: the original's colours on a ground that is nearly black.
  ///
  /// A test holds it against `themes/dark.toml`.
  ///
  /// Cards, strips and the selection share one colour of characters: a moved focus then changes
  /// grounds only, which is half the bytes.
  public static let dark = Theme(name: "dark") { role in
    switch role {
    case .text: Paint(RGB(0xECECF1), on: ground)
    case .muted: Paint(RGB(0x9A9AA5), on: ground)
    case .heading: Paint(RGB(0xFFFFFF), on: ground, .bold)
    case .accent: Paint(RGB(0xED174D), on: ground, .bold)
    case .selection: Paint(RGB(0xECECF1), on: RGB(0xB30F3B))
    case .error: Paint(RGB(0xFF7B72), on: ground)
    case .notice: Paint(RGB(0xF2CC60), on: ground)
    case .reason: Paint(RGB(0x9CC4FF), on: ground)
    case .progress: Paint(RGB(0xFFFFFF), on: ground)
    case .progressTrack: Paint(RGB(0x6A6A75), on: ground)
    case .badge: Paint(RGB(0x17171C), on: RGB(0xF2CC60))
    case .header: Paint(RGB(0xC4C4CC), on: ground)
    case .headerCurrent: Paint(RGB(0xED174D), on: ground, .bold)
    case .footer: Paint(RGB(0x9A9AA5), on: ground)
    case .footerKey: Paint(RGB(0xECECF1), on: ground, .bold)
    case .border: Paint(RGB(0x6A6A75), on: ground)
    case .field: Paint(RGB(0xECECF1), on: RGB(0x24242B))
    case .fieldFocused: Paint(RGB(0xFFFFFF), on: RGB(0x34343D))
    case .button: Paint(RGB(0xECECF1), on: RGB(0x24242B))
    case .buttonFocused: Paint(RGB(0xECECF1), on: RGB(0xB30F3B))
    case .skeleton: Paint(RGB(0x6A6A75), on: ground)
    case .code: Paint(RGB(0x000000), on: RGB(0xFFFFFF))
    case .codeModule: Paint(RGB(0xFFFFFF), on: RGB(0x000000))
    case .stripFocused: Paint(RGB(0xECECF1), on: RGB(0xB30F3B))
    case .strip1: Paint(RGB(0xECECF1), on: RGB(0x9C1A4F))
    case .strip2: Paint(RGB(0xECECF1), on: RGB(0x9C2622))
    case .strip3: Paint(RGB(0xECECF1), on: RGB(0x8E3C00))
    case .strip4: Paint(RGB(0xECECF1), on: RGB(0x745100))
    case .strip5: Paint(RGB(0xECECF1), on: RGB(0x4F6100))
    case .strip6: Paint(RGB(0xECECF1), on: RGB(0x166A28))
    case .strip7: Paint(RGB(0xECECF1), on: RGB(0x006760))
    case .strip8: Paint(RGB(0xECECF1), on: RGB(0x005E8F))
    case .strip9: Paint(RGB(0xECECF1), on: RGB(0x2F4FAD))
    case .strip10: Paint(RGB(0xECECF1), on: RGB(0x613CAA))
    case .strip11: Paint(RGB(0xECECF1), on: RGB(0x832B8B))
    case .strip12: Paint(RGB(0xECECF1), on: RGB(0x4E586B))
    }
  }

  private static let ground = RGB(0x0B0B0E)
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
