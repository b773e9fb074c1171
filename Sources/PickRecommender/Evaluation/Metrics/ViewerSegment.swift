/// Users told apart by how much is known of them.
public enum ViewerSegment: String, Codable, CaseIterable, Sendable {
  /// Hardly anything is known of them.
  case new
  /// Something is.
  case light
  /// Much is.
  case heavy
}

/// Where segments begin.
public struct SegmentThresholds: Codable, Equatable, Sendable {
  /// From this many items in the past a user is no longer new.
  public var light: Int
  /// From this many items in the past a user is heavy.
  public var heavy: Int
  /// With fewer users in the past than this a title is cold.
  public var warm: Int

  /// Thresholds in items a user and in users a title.
  public init(light: Int = 5, heavy: Int = 50, warm: Int = 5) {
    self.light = light
    self.heavy = heavy
    self.warm = warm
  }

  /// The segment of a user with this many items in the past.
  public func segment(itemCount: Int) -> ViewerSegment {
    itemCount < light ? .new : itemCount < heavy ? .light : .heavy
  }
}
