/// How far people came in series with at least two numbered parts.
///
/// A part counts when a view of it is one by docs/watching.md. A run is one viewer with one series.
package struct SeriesFigures: Codable, Equatable, Sendable {
  /// What became of the runs that began with the first part, at one part.
  package struct Survival: Codable, Equatable, Sendable {
    /// The part, from 1.
    package let part: Int
    /// Runs of series that have such a part.
    package let runs: Int
    /// Of these, runs that reached it or a later one.
    package let reached: Int

    /// The share that reached it.
    package var share: Double { reached.share(of: runs) }
  }

  /// Who went on after one part of one series.
  package struct Part: Codable, Equatable, Sendable {
    /// The part, from 1 in watching order.
    package let part: Int
    /// Viewers of it.
    package let viewers: Int
    /// Of these, viewers of the next part too.
    package let wentOn: Int
  }

  /// One of the series with the most viewers.
  package struct Series: Codable, Equatable, Sendable {
    /// Its name in the catalogue's language and in English.
    package let name: String
    /// See `name`; `nil` where there is none.
    package let englishName: String?
    /// Numbered parts in the catalogue.
    package let parts: Int
    /// Viewers of at least one part.
    package let viewers: Int
    /// Viewers of every part.
    package let completed: Int
    /// The first parts, each with who went on.
    package let dropOff: [Part]
  }

  /// Series of the catalogue with at least two numbered parts.
  package let series: Int
  /// Of these, those with a view.
  package let watchedSeries: Int
  /// Runs.
  package let runs: Int
  /// Runs that have the first part.
  package let begunAtFirst: Int
  /// Runs that have every part.
  package let completed: Int
  /// Runs of one part only.
  package let onePart: Int
  /// The share of views of a part, not the last one of its series, whose viewer watched the next
  /// part too.
  package let wentOn: Double
  /// What became of the runs that began with the first part.
  package let survival: [Survival]
  /// The series with the most viewers, at most ten.
  package let top: [Series]

  /// The parts that are looked at one by one.
  static let partLimit = 16
  /// The series that are listed.
  static let listed = 10
}
