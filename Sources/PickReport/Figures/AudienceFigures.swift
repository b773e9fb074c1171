/// Who was new and who came back.
package struct AudienceFigures: Codable, Equatable, Sendable {
  /// Viewers with an event in the range.
  package let active: Int
  /// Of these, viewers without an earlier event; everybody where the range has no beginning.
  package let new: Int
  /// Of the active ones, viewers of the month before too; `nil` without one.
  package let kept: Int?
  /// Viewers of the month before without an event in the range; `nil` without one.
  package let lost: Int?
  /// Viewers by the days they watched on: 1, 2, 3–5, 6–10, 11 and more.
  package let daysActive: [Int]

  /// Viewers with an earlier event.
  package var returning: Int { active - new }

  /// The lower ends of `daysActive`.
  static let daySteps = [1, 2, 3, 6, 11]
}

/// How little is known of most viewers and titles.
package struct SparsityFigures: Codable, Equatable, Sendable {
  /// Viewers with an event.
  package let viewers: Int
  /// Titles of the catalogue.
  package let titles: Int
  /// Pairs of a viewer and a title watched.
  package let pairs: Int
  /// Viewers of one title.
  package let viewersOfOne: Int
  /// Viewers of fewer than `few` titles.
  package let viewersOfFew: Int
  /// Titles without a viewer.
  package let titlesWithoutViewer: Int
  /// Titles with one to `few` − 1 viewers.
  package let titlesOfFew: Int
  /// Titles that came into the catalogue in the range.
  package let newTitles: Int
  /// Events of these.
  package let newTitleEvents: Int
  /// Events in the range.
  package let events: Int

  /// Fewer of them than this are too few to learn from.
  package static let few = 5

  /// The share of all pairs of a viewer and a title that were watched.
  package var density: Double {
    viewers == 0 || titles == 0 ? 0 : Double(pairs) / (Double(viewers) * Double(titles))
  }

  /// The share of viewers with fewer than `few` titles.
  package var coldViewers: Double { viewersOfFew.share(of: viewers) }
  /// The share of titles with fewer than `few` viewers.
  package var coldTitles: Double { (titlesWithoutViewer + titlesOfFew).share(of: titles) }
}

/// What differs from the month before.
package struct ChangeFigures: Codable, Equatable, Sendable {
  /// A title whose share of all events changed much.
  package struct Mover: Codable, Equatable, Sendable {
    /// Its name in the catalogue's language and in English.
    package let name: String
    /// See `name`; `nil` where there is none.
    package let englishName: String?
    /// Events now.
    package let events: Int
    /// Events in the month before.
    package let before: Int
  }

  /// Events in the month before.
  package let events: Int
  /// Viewers in the month before.
  package let viewers: Int
  /// Titles watched in the month before.
  package let watchedTitles: Int
  /// Seconds watched in the month before.
  package let seconds: Int
  /// The median watch ratio in the month before; `nil` where no view has a ratio.
  package let medianRatio: Double?
  /// How differently events are spread over pages; see `Inequality.psi`.
  package let categoryDrift: Double
  /// How differently they are spread over hours of the day.
  package let hourDrift: Double
  /// How differently they are spread over the titles that were most watched in either month.
  package let titleDrift: Double
  /// The titles whose shares grew most, at most five.
  package let risen: [Mover]
  /// The titles whose shares shrank most, at most five.
  package let fallen: [Mover]

  /// Above it, a drift is large.
  package static let largeDrift = 0.2
}

/// Opened detail pages beside what was watched, by pairs of a viewer and a title.
package struct ClickFigures: Codable, Equatable, Sendable {
  /// Opened pages in the range.
  package let clicks: Int
  /// Viewers who opened one.
  package let viewers: Int
  /// The share of the viewers whose pairs were compared; below 1 only where there are too many.
  package let sampled: Double
  /// Pairs with a click.
  package let clicked: Int
  /// Pairs of the same viewers that were watched.
  package let watched: Int
  /// Pairs with both.
  package let both: Int
  /// Of these, pairs that were clicked before they were watched first.
  package let clickedFirst: Int
  /// The median of the minutes from the click to watching; `nil` without such pairs.
  package let medianMinutes: Double?

  /// The share of clicked pairs that were watched.
  package var conversion: Double { both.share(of: clicked) }
  /// The share of watched pairs that were clicked.
  package var coverage: Double { both.share(of: watched) }
  /// The share of pairs with both among those with either.
  package var agreement: Double { both.share(of: clicked + watched - both) }
}
