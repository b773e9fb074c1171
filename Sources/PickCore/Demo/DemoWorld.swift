public import PickModel

/// An invented world: a catalogue, viewers with habits, and what they watched.
///
/// What is known of its structure is written down in docs/demo-world.md and tested.
public struct DemoWorld: Equatable, Sendable {
  /// What it was made from.
  public let recipe: DemoRecipe
  /// Everything to store, events and detail views in order of time.
  public let batch: ImportBatch
  /// What the well-known viewer chose.
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

/// What a viewer of the demo world chose, in order of time.
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

/// Everybody's events and detail views.
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
