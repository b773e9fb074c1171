/// How a cell looks: a role the theme colours, and attributes on top of the theme's.
public struct Style: Hashable, Sendable {
  /// What the cell is for.
  public let role: Role
  /// Attributes in addition to those the theme gives the role.
  public let attributes: Attributes

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
  }

  /// Plain text.
  public static let text = Style(.text)
  /// What may be overlooked.
  public static let muted = Style(.muted)
  /// The name of a shelf or section.
  public static let heading = Style(.heading)
  /// The brand and the current place.
  public static let accent = Style(.accent)
  /// What Enter would open.
  public static let selection = Style(.selection)
  /// What went wrong.
  public static let error = Style(.error)
}
