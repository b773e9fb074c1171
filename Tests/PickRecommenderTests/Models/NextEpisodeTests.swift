import Glibc
import PickRecommender
import Testing

@Suite struct NextEpisodeTests {
  private let day: Int64 = 86_400
  private let recipe = NextEpisode()

  @Test("after the third of six episodes the fourth comes first, and backwards costs")
  func order() {
    let views = (0..<3).map {
      NextEpisode.View(episode: Int32($0), ratio: 1, atSeconds: Int64($0) * 3600)
    }
    let scores = recipe.scores(episodeCount: 6, views: views, nowSeconds: 2 * 3600)
    #expect(scores[3] > scores[4] && scores[4] > scores[5])
    #expect(scores[5] > scores[1])
    #expect(abs(scores[1] / scores[3] - 0.3) < 1e-12)
    #expect(abs(scores[4] / scores[3] - 0.85) < 1e-12)
  }

  @Test("a watch counts half after seven days, and thorough watching counts more")
  func titleWeight() {
    let views = [
      NextEpisode.View(episode: 0, ratio: 1, atSeconds: 0),
      NextEpisode.View(episode: 1, ratio: 0.5, atSeconds: 7 * day),
    ]
    #expect(abs(recipe.titleWeight(views, nowSeconds: 7 * day) - 1) < 1e-12)
    #expect(abs(recipe.titleWeight(views, nowSeconds: 14 * day) - 0.5) < 1e-12)
  }

  @Test("a clock that went back makes a watch new, not heavier")
  func future() {
    let view = NextEpisode.View(episode: 0, ratio: 1, atSeconds: 100)
    #expect(recipe.titleWeight([view], nowSeconds: 0) == 1)
  }

  @Test("instants at the ends of time are no harm")
  func endsOfTime() {
    let view = NextEpisode.View(episode: 0, ratio: 1, atSeconds: .min)
    #expect(recipe.titleWeight([view], nowSeconds: .max) == 0)
  }

  @Test("the episode watched last decides, not the highest one")
  func last() {
    let views = [
      NextEpisode.View(episode: 4, ratio: 1, atSeconds: 0),
      NextEpisode.View(episode: 1, ratio: 1, atSeconds: day),
    ]
    let scores = recipe.scores(episodeCount: 6, views: views, nowSeconds: day)
    #expect(scores.indices.filter { $0 != 1 }.max { scores[$0] < scores[$1] } == 2)
  }

  @Test("without a numbered episode no episode scores")
  func unnumbered() {
    let view = NextEpisode.View(episode: nil, ratio: 1, atSeconds: 0)
    #expect(recipe.scores(episodeCount: 2, views: [view], nowSeconds: 0) == [0, 0])
    #expect(recipe.scores(episodeCount: 2, views: [], nowSeconds: 0) == [0, 0])
  }
}
