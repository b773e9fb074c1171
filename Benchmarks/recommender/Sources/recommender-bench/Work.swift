import Glibc
import PickRecommender

/// One thing that is timed; a peer's script of the same name does the same.
struct Work: Sendable {
  let name: String
  let run: @Sendable (RatingFiles) throws -> Measurement

  /// All of them; each lives in a file of its own.
  static let all: [Work] =
    [
      .ease, .itemKNN, .als, .alsPortable, .bpr, .top10, .foldIn, .svd, .svdPlusPlus,
      .svdPlusPlus1M, .top20, .openModel, .newEvent, .knnUserMSD,
      .knnItemPearson, .tpe, .tpeUnivariate,
    ] + growth

  /// Seconds of wall clock that `body` takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let took = try clock.measure(body)
    return Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18
  }
}

/// What a run found. `values` are what both sides must agree on: a loss, an error, a checksum.
struct Measurement {
  var seconds: Double
  var values: [String: Double] = [:]

  /// One line of JSON with the peak memory of this process besides.
  var json: String {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let fields = [("seconds", seconds), ("rss", Double(usage.ru_maxrss) * 1024)]
    let all = fields + values.sorted { $0.key < $1.key }
    return "{" + all.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }
}
