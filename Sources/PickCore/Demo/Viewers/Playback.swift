/// How one playback ends.
struct Playback: Equatable, Sendable {
  enum Ending: Equatable, Sendable {
    /// To the credits at least.
    case finished
    /// In the second half.
    case paused
    /// In the first half.
    case abandoned
    /// Opened and closed: below a twentieth of the running time, often after seconds.
    case skimmed
  }

  let ending: Ending
  /// Seconds watched; may exceed what was left by a little.
  let watched: Int
  /// Where it stopped.
  let position: Int

  /// How playbacks from the beginning end, in hundredths; what is left are the finished ones.
  ///
  /// A month of real logs has these shares (docs/demo-world.md).
  struct Chances: Equatable, Sendable {
    /// Seconds only, below a hundredth of the running time.
    let opened: Int
    /// Up to a twentieth.
    let peeked: Int
    let abandoned: Int
    let paused: Int

    static let film = Chances(opened: 9, peeked: 10, abandoned: 32, paused: 9)
    static let episode = Chances(opened: 4, peeked: 3, abandoned: 15, paused: 15)
    /// What is outside the viewer's vein is closed at once this much more often.
    static let outsideVein = 6
  }

  /// Plays `running` seconds from `start` on.
  static func play(
    running: Int, from start: Int, isFilm: Bool, isInVein: Bool,
    using generator: inout SeededGenerator
  ) -> Playback {
    let chances = isFilm ? Chances.film : Chances.episode
    let left = running - start
    var roll = generator.below(100)
    if start == 0 {
      let opened = chances.opened + (isInVein ? 0 : Chances.outsideVein)
      if roll < opened { return stop(.skimmed, at: generator.within(2...max(2, running / 110))) }
      roll -= opened
      if roll < chances.peeked {
        return stop(.skimmed, at: running * generator.within(11...49) / 1000)
      }
      roll -= chances.peeked
      if roll < chances.abandoned {
        return stop(.abandoned, at: running * generator.within(5...49) / 100)
      }
      roll -= chances.abandoned
    }
    if roll < chances.paused {
      return stop(.paused, at: start + left * generator.within(50...89) / 100, from: start)
    }
    let watched = left * generator.within(947...1015) / 1000
    return Playback(
      ending: .finished, watched: max(1, watched), position: min(running, start + watched))
  }

  private static func stop(_ ending: Ending, at position: Int, from start: Int = 0) -> Playback {
    Playback(ending: ending, watched: max(1, position - start), position: position)
  }
}
