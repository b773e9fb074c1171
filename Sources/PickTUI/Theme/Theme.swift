/// What every role looks like.
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

  /// What a role looks like.
  public subscript(role: Role) -> Paint { paints[Int(role.rawValue)] }
}
