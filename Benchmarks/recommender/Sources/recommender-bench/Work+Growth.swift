import PickRecommender
import Synchronization

extension Work {
  /// How cost grows with the interactions of the same 50,000 users and 10,000 items.
  ///
  /// Keeps every 16th, every 4th or every interaction. The Gram matrix grows with Σ row length²,
  /// a score with the history; the inverse with the cube of the items and with nothing else.
  static let growth: [Work] = [(16, "1x"), (4, "4x"), (1, "16x")].map { step, name in
    Work(name: "growth-\(name)") { files in
      let data = try files.dataset(every: step)
      let times = Mutex<[(share: Double, at: ContinuousClock.Instant)]>([])
      let start = ContinuousClock.now
      let model = try EASE().fit(
        data,
        context: .init(progress: { share in times.withLock { $0.append((share, .now)) } }))
      func at(_ share: Double) -> ContinuousClock.Instant {
        times.withLock { $0.last { $0.share == share }?.at ?? start }
      }
      let requests = (0..<2000).map { user in
        ScoringRequest(history: data.history(of: UserIndex(user)))
      }
      var scores = [Float](repeating: 0, count: data.items.count)
      let scoring = seconds {
        for request in requests {
          var span = scores.mutableSpan
          model.score(request, into: &span)
        }
      }
      let recommending = seconds {
        for request in requests { _ = model.recommend(20, for: request, among: .all()) }
      }
      return Measurement(
        seconds: seconds(at(0.1) - start),
        values: [
          "nonzeros": Double(data.interactions.nonzeroCount),
          "inverse_s": seconds(at(0.9) - at(0.1)), "prune_s": seconds(at(1) - at(0.9)),
          "score_us": 1e6 * scoring / 2000, "top20_us": 1e6 * recommending / 2000,
        ])
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
