/// Where a viewer enters a series, and where one goes from an episode.
///
/// People jump: in a month of real logs one step in five does not lead to the next episode, and half
/// of the series are entered elsewhere than at their first one (docs/demo-world.md).
enum EpisodeStep {
  /// The episode a series is entered at, counted from its first, of `count` > 0 that are there.
  static func entry(
    count: Int, isEpisodic: Bool, using generator: inout SeededGenerator
  ) -> Int {
    let roll = generator.below(100)
    if roll < (isEpisodic ? 34 : 48) { return 0 }
    if roll < (isEpisodic ? 46 : 55) { return max(0, count - 1 - generator.below(3)) }
    return generator.below(count)
  }

  /// The episode after `episode`; one that is not there yet when the series has to be waited for.
  ///
  /// Who closed an episode at once is looking for another one. Jumps stay inside the `count`
  /// episodes that are there.
  static func next(
    after episode: Int, _ ending: Playback.Ending, count: Int, isEpisodic: Bool,
    using generator: inout SeededGenerator
  ) -> Int {
    let isLooking = ending == .skimmed
    guard generator.chance(isLooking ? 60 : isEpisodic ? 32 : 25) else { return episode + 1 }
    let reached =
      switch generator.below(100) {
      case ..<36: episode + generator.within(2...3)
      case ..<64: episode + generator.within(4...12)
      case ..<(isLooking ? 82 : 73): episode - 1
      default: episode - generator.within(2...12)
      }
    return (0..<max(1, count)).contains(reached) && reached != episode ? reached : episode + 1
  }
}
