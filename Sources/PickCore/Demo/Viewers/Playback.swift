/// How one playback ends.
struct Playback: Equatable, Sendable {
  enum Ending: Equatable, Sendable {
    /// To the credits at least.
    case finished
    /// In the middle, to be gone on with.
    case paused
    /// Early, for good.
    case abandoned
  }

  let ending: Ending
  /// Seconds watched; may exceed what was left by a little.
  let watched: Int
  /// Where it stopped.
  let position: Int

  /// Chances in hundredths.
  ///
  /// What is outside the viewer's vein is abandoned more often.
  enum Chance {
    static let filmAbandoned = 14
    static let filmPaused = 12
    static let episodeAbandoned = 3
    static let episodePaused = 8
    static let childPaused = 16
    static let outsideVein = 9
  }

  /// Plays `running` seconds from `start` on.
  static func play(
    running: Int, from start: Int, isFilm: Bool, isChild: Bool, isInVein: Bool,
    using generator: inout SeededGenerator
  ) -> Playback {
    let early =
      (isFilm ? Chance.filmAbandoned : Chance.episodeAbandoned)
      + (isInVein ? 0 : Chance.outsideVein)
    let paused =
      isChild ? Chance.childPaused : isFilm ? Chance.filmPaused : Chance.episodePaused
    let roll = generator.below(100)
    let left = running - start
    if start == 0, roll < early {
      return stop(.abandoned, at: running * generator.within(3...30) / 100, from: 0)
    }
    if roll < early + paused {
      return stop(.paused, at: start + left * generator.within(35...84) / 100, from: start)
    }
    let watched = left * generator.within(955...1015) / 1000
    return Playback(
      ending: .finished, watched: max(1, watched), position: min(running, start + watched))
  }

  private static func stop(_ ending: Ending, at position: Int, from start: Int) -> Playback {
    Playback(ending: ending, watched: max(1, position - start), position: position)
  }
}
