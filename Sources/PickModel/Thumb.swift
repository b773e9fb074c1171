/// What a viewer said of a title.
public enum Thumb: String, Codable, Sendable {
  /// More like this.
  case up
  /// Less like this; the title is no longer recommended.
  case down
}
