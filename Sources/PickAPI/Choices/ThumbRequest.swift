public import PickModel

/// What a viewer says of a title.
public struct ThumbRequest: Hashable, Sendable, Codable {
  /// Up or down.
  public let thumb: WireName<Thumb>

  /// What a viewer says.
  public init(_ thumb: Thumb) { self.thumb = WireName(thumb) }
}
