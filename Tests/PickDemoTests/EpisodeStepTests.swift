import PickModel
import Testing

@testable import PickDemo

@Suite("Steps through a series") struct EpisodeStepTests {
  @Test(
    "a series is entered at an episode that is there",
    arguments: [(1, true), (1, false), (2, true), (17, false)])
  func entry(count: Int, isEpisodic: Bool) {
    var generator = SeededGenerator(seed: 7, stream: 1)
    for _ in 0..<500 {
      let entry = EpisodeStep.entry(count: count, isEpisodic: isEpisodic, using: &generator)
      #expect((0..<count).contains(entry))
    }
  }

  @Test(
    "a jump leads to another episode that is there, or else to the next one",
    arguments: [1, 2, 5, 40])
  func next(count: Int) {
    var generator = SeededGenerator(seed: 7, stream: 1)
    for episode in 0..<count {
      for _ in 0..<200 {
        let next = EpisodeStep.next(
          after: episode, .finished, count: count, isEpisodic: true, using: &generator)
        #expect(next != episode)
        #expect((0..<count).contains(next) || next == episode + 1)
      }
    }
  }

  @Test("who closed an episode at once jumps more often")
  func looking() {
    func jumps(after ending: Playback.Ending) -> Int {
      var generator = SeededGenerator(seed: 7, stream: 1)
      return (0..<1000).count { _ in
        EpisodeStep.next(after: 50, ending, count: 100, isEpisodic: false, using: &generator) != 51
      }
    }
    #expect(jumps(after: .skimmed) > 2 * jumps(after: .finished))
    #expect((150...350).contains(jumps(after: .finished)))
  }
}
