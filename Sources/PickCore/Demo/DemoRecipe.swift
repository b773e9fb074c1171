public import PickModel

/// What a demo world is made from.
///
/// The same recipe gives the same world, to the byte.
public struct DemoRecipe: Equatable, Sendable {
  /// Viewers, the three well-known accounts included.
  public var viewers: Int
  /// Titles in the catalogue.
  public var titles: Int
  /// Days of behaviour before `until`.
  public var days: Int
  /// Where all chance comes from.
  public var seed: UInt64
  /// The world's last day is the one before this date in Seoul; the time of day does not matter.
  public var until: SeoulTime

  /// Sizes a world can be made in.
  public enum Limit {
    /// The well-known accounts and a few neighbours.
    public static let viewers = 10...1_000_000
    /// Below this the well-known account could not fill its shelves.
    public static let titles = 120...100_000
    /// Below this nothing would have been watched last week but one.
    public static let days = 14...1100
  }

  /// A recipe; the defaults make a world in a second or two.
  public init(
    viewers: Int = 2000, titles: Int = 1200, days: Int = 60, seed: UInt64 = 7, until: SeoulTime
  ) {
    self.viewers = viewers
    self.titles = titles
    self.days = days
    self.seed = seed
    self.until = until
  }

  /// Refuses sizes no world can be made in.
  ///
  /// - Throws: `DemoError.outOfRange`, with the option's name.
  public func validate() throws(DemoError) {
    func check(_ value: Int, _ range: ClosedRange<Int>, _ name: String) throws(DemoError) {
      guard !range.contains(value) else { return }
      throw .outOfRange(option: name, allowed: range)
    }
    try check(viewers, Limit.viewers, "viewers")
    try check(titles, Limit.titles, "titles")
    try check(days, Limit.days, "days")
  }

  /// One number for the whole recipe.
  var fingerprint: UInt64 {
    let day = UInt64(bitPattern: until.dayNumber)
    return [seed, UInt64(viewers), UInt64(titles), UInt64(days), day].reduce(0) {
      SplitMix64.hash($0 ^ $1)
    }
  }

  /// The first instant after the world.
  var end: Instant { until.startOfDay }
  /// The first instant anybody watches.
  var start: Instant { end.advanced(bySeconds: -Int64(days) * 86_400) }
}
