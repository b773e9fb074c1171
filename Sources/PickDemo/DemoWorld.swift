public import PickModel
public import PickStore

/// An invented world: a catalogue, viewers with habits, and what they watched.
///
/// What is known of its structure is written down in docs/demo-world.md and tested.
public struct DemoWorld: Equatable, Sendable {
  /// The recipe it was made from.
  public let recipe: DemoRecipe
  /// Everything to store, events and detail views in order of time.
  public let batch: ImportBatch
  /// The choices of the well-known viewer.
  public let choices: DemoChoices

  /// Makes the world of a recipe; the same recipe gives the same world.
  ///
  /// - Parameters:
  ///   - recipe: sizes, seed and date.
  ///   - progress: called with viewers done and viewers in all, about a hundred times.
  /// - Throws: `DemoError.outOfRange` for a size no world can be made in.
  public init(_ recipe: DemoRecipe, progress: (Int, Int) -> Void = { _, _ in }) throws(DemoError) {
    try recipe.validate()
    let catalogue = DemoCatalogue(recipe)
    let script = WellKnownHistory(catalogue, recipe: recipe)
    var behaviour = Behaviour(events: script.events, detailViews: script.detailViews)
    behaviour.live(on: Stage(catalogue, recipe: recipe), recipe: recipe, progress: progress)
    self.recipe = recipe
    choices = script.choices
    let neighbours = recipe.viewers - DemoAccounts.all.count
    batch = ImportBatch(
      titles: catalogue.titles, assets: catalogue.assets,
      accounts: DemoAccounts.all + (0..<neighbours).map(DemoAccounts.neighbour),
      events: behaviour.events, detailViews: behaviour.detailViews)
  }
}

/// The choices of a viewer of the demo world, in order of time.
public struct DemoChoices: Equatable, Sendable {
  /// A title put on the list.
  public struct Listed: Equatable, Sendable {
    /// The title.
    public let title: Title.ID
    /// When.
    public let at: Instant
  }

  /// A thumb given.
  public struct Thumbed: Equatable, Sendable {
    /// The title.
    public let title: Title.ID
    /// Up or down.
    public let thumb: Thumb
    /// When.
    public let at: Instant
  }

  /// Titles put on the list.
  public let myList: [Listed]
  /// Thumbs given.
  public let thumbs: [Thumbed]
}

/// All viewers' events and detail views.
private struct Behaviour {
  var events: [WatchEvent]
  var detailViews: [DetailView]

  mutating func live(on stage: Stage, recipe: DemoRecipe, progress: (Int, Int) -> Void) {
    let count = recipe.viewers - DemoAccounts.all.count
    events.reserveCapacity(count * recipe.days)
    detailViews.reserveCapacity(count * recipe.days)
    let step = max(1, count / 100)
    for index in 0..<count {
      if index % step == 0 { progress(index, count) }
      var diary = ViewerDiary(
        viewer: DemoAccounts.neighbour(index).viewer, stage: stage, recipe: recipe)
      diary.write()
      events += diary.events
      detailViews += diary.detailViews
    }
    events.sort { $0.id < $1.id }
    detailViews.sort { $0.id < $1.id }
    progress(count, count)
  }
}

/// The size, seed and date of a demo world.
///
/// The same recipe gives the same world, to the byte.
public struct DemoRecipe: Equatable, Sendable {
  /// Viewers, the three well-known accounts included.
  public var viewers: Int
  /// Titles in the catalogue.
  public var titles: Int
  /// Days of behaviour before `until`.
  public var days: Int
  /// The seed of all random numbers.
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
  /// The first instant of any event.
  var start: Instant { end.advanced(bySeconds: -Int64(days) * 86_400) }
}

/// The well-known accounts of every demo world.
///
/// They share one password that is no secret.
public enum DemoAccounts {
  /// Its history fills every shelf of home.
  public static let viewer = Account(
    id: Account.ID(1), number: "1000000001", viewer: Viewer.ID(1))
  /// Has watched nothing yet.
  public static let newcomer = Account(
    id: Account.ID(2), number: "1000000002", viewer: Viewer.ID(2))
  /// Signs a kiosk in; starts without a history.
  public static let kiosk = Account(id: Account.ID(3), number: "1000000003", viewer: Viewer.ID(3))
  /// Of all three.
  public static let password = "pick-demo"

  /// All three, in order.
  public static let all = [viewer, newcomer, kiosk]

  /// The account of the `index`-th other viewer, from 0; it has no password.
  static func neighbour(_ index: Int) -> Account {
    let id = Int64(all.count + 1 + index)
    return Account(id: Account.ID(id), number: "\(2_000_000_000 + id)", viewer: Viewer.ID(id))
  }
}
