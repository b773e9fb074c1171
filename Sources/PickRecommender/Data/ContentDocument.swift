/// What is known of a title before anybody has watched it.
public struct ContentDocument: Equatable, Sendable {
  /// Genre names, and whatever else sorts titles into kinds.
  public let genres: [String]
  /// Names of those who play in it.
  public let cast: [String]
  /// Prose: the name, the synopsis.
  public let text: [String]

  /// A document with everything that is known.
  public init(genres: [String] = [], cast: [String] = [], text: [String] = []) {
    self.genres = genres
    self.cast = cast
    self.text = text
  }
}
