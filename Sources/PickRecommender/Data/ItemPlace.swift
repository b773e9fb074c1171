/// Where an item that is part of a series stands in it.
///
/// At episode level the columns of a data set are assets; this says which of them belong together
/// and in which order they are watched. At title level there are no places.
public struct ItemPlace: Equatable, Hashable, Sendable {
  /// The series or film the item belongs to: any number, equal for items of one title.
  public let title: Int32
  /// 0-based place in watching order; `nil` for what is no numbered episode.
  public let ordinal: Int32?

  /// A place.
  public init(title: Int32, ordinal: Int32?) {
    self.title = title
    self.ordinal = ordinal
  }
}
