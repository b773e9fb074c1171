/// How a cell looks: a role the theme colours, and attributes on top of the theme's.
public struct Style: Hashable, Sendable {
  /// The purpose of the cell.
  public let role: Role
  /// Attributes in addition to those the theme gives the role.
  public let attributes: Attributes
  /// The pixels of a picture in the cell, which count before the role; `nil` where there is none.
  public let tint: Tint?

  /// Ways a terminal can draw a character.
  public struct Attributes: OptionSet, Hashable, Sendable, Codable {
    /// One bit an attribute.
    public let rawValue: UInt8

    /// Attributes from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Strong.
    public static let bold = Attributes(rawValue: 1)
    /// Faint.
    public static let dim = Attributes(rawValue: 2)
    /// Underlined.
    public static let underline = Attributes(rawValue: 4)
    /// Ground and text exchanged.
    public static let reverse = Attributes(rawValue: 8)
    /// Slanted.
    public static let italic = Attributes(rawValue: 16)
  }

  /// A role, with attributes on top of the theme's.
  public init(_ role: Role, _ attributes: Attributes = []) {
    self.role = role
    self.attributes = attributes
    tint = nil
  }

  /// Two pixels of a picture.
  public init(tint: Tint) {
    role = .text
    attributes = []
    self.tint = tint
  }

  /// Plain text.
  public static let text = Style(.text)
  /// Secondary text.
  public static let muted = Style(.muted)
  /// The name of a shelf or section.
  public static let heading = Style(.heading)
  /// The brand and the current place.
  public static let accent = Style(.accent)
  /// The focused thing that Enter would open.
  public static let selection = Style(.selection)
  /// An error.
  public static let error = Style(.error)
}

/// The purpose of a piece of the screen.
///
/// Screens name roles; only a theme knows their colours.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
  /// Plain text and its background.
  case text
  /// Secondary text: years, counts, hints.
  case muted
  /// The name of a shelf or a section.
  case heading
  /// The brand and the current place.
  case accent
  /// The focused thing that Enter would open.
  case selection
  /// An error.
  case error
  /// A notice or a countdown.
  case notice
  /// Why something is recommended.
  case reason
  /// The part of a title that was watched.
  case progress
  /// The part that was not.
  case progressTrack
  /// A mark on a card: new, a rank, an age.
  case badge
  /// The line of pages at the top.
  case header
  /// The page that is shown, in that line.
  case headerCurrent
  /// The line of keys at the bottom.
  case footer
  /// A key in that line.
  case footerKey
  /// Lines around dialogs and sections.
  case border
  /// A text field without the focus.
  case field
  /// The text field with the focus.
  case fieldFocused
  /// A button or tab.
  case button
  /// The button or tab Enter would press.
  case buttonFocused
  /// Where something will be when it has loaded.
  case skeleton
  /// The ground of a picture that a phone reads, and half modules on it.
  case code
  /// A dark module of that picture.
  case codeModule
  /// The focused card's strip.
  case stripFocused
  /// A card's strip; which of the twelve follows from its genre.
  case strip1
  /// The second strip.
  case strip2
  /// The third strip.
  case strip3
  /// The fourth strip.
  case strip4
  /// The fifth strip.
  case strip5
  /// The sixth strip.
  case strip6
  /// The seventh strip.
  case strip7
  /// The eighth strip.
  case strip8
  /// The ninth strip.
  case strip9
  /// The tenth strip.
  case strip10
  /// The eleventh strip.
  case strip11
  /// The twelfth strip.
  case strip12

  /// The name themes use: `header-current` for `headerCurrent`.
  public var name: String {
    "\(self)".reduce(into: "") { name, character in
      if character.isUppercase { name.append("-") }
      name.append(character.lowercased())
    }
  }

  /// The twelve strips of cards.
  public static let strips: [Role] = [
    .strip1, .strip2, .strip3, .strip4, .strip5, .strip6, .strip7, .strip8, .strip9, .strip10,
    .strip11, .strip12,
  ]
}
