import PickModel
import Testing

@testable import PickCore

/// Worlds the tests look at; each is made once.
enum DemoFixture {
  static let until = SeoulTime(Instant(secondsSince1970: 1_795_359_600))  // 2026-11-23 00:00

  static let world = make(DemoRecipe(viewers: 600, titles: 400, until: until))
  static let small = make(DemoRecipe(viewers: 60, titles: 150, days: 30, until: until))

  static func make(_ recipe: DemoRecipe) -> DemoWorld? { try? DemoWorld(recipe) }

  /// The title an event's asset belongs to.
  static func title(of event: WatchEvent, in world: DemoWorld) -> Title {
    let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
    return world.batch.titles[Int(asset.title.rawValue) - 1].title
  }

  static func ratio(of event: WatchEvent, in world: DemoWorld) -> Double {
    let asset = world.batch.assets[Int(event.asset.rawValue) - 1].asset
    return Double(event.watchedSeconds) / Double(asset.runningSeconds ?? 1)
  }
}
