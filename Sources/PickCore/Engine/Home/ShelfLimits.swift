/// How many cards a shelf of home takes.
///
/// A title stands once on a page, so in a small catalogue the first shelf would take everything:
/// no shelf takes more than a sixth of what may be shown, but at least three.
struct ShelfLimits: Equatable, Sendable {
  /// Cards of a shelf: 20 from 120 titles on.
  let shelf: Int
  /// Cards of the top 10.
  let top10: Int
  /// Cards of one tab of the hero.
  let heroTab: Int
  /// Cards the viewer or the series chose: my list, continue watching, new episodes.
  let own = 30
  /// Genres on home.
  let genres = 8

  init(showable: Int) {
    let share = max(3, showable / 6)
    shelf = min(20, share)
    top10 = min(10, share)
    heroTab = min(10, share)
  }
}
