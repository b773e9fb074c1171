import PickModel
import Testing

@testable import PickCore

@Test("sample") func sample() throws {
  let until = try #require(SeoulTime(year: 2026, month: 11, day: 22))
  let world = try DemoWorld(DemoRecipe(viewers: 400, titles: 1200, until: until))
  for title in world.batch.titles.prefix(110) {
    let t = title.title
    print("\(t.category!) \(t.genres.map(\.id)) \(t.name.original) | \(t.name.english!) \(t.year!)")
    print("    \(title.synopsis.original)\n    \(title.synopsis.english!)\n    \(title.cast)")
  }
  for a in world.batch.assets.prefix(400).filter({ $0.names.count > 1 || $0.names[0].contains("2") }) { print(a.names) }
  print(world.batch.events.count, world.batch.detailViews.count, world.batch.assets.count)
}
