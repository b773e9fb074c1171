import Glibc
import PickRecommender

extension Work {
  /// Proposes points for a function of 5 dimensions: CPU seconds a study of 100 trials.
  static let tpe = Work(name: "tpe") { _ in try tpe("multivariate") }

  /// The same with each dimension by itself.
  static let tpeUnivariate = Work(name: "tpe-univariate") { _ in try tpe("univariate") }

  private static func tpe(_ sampler: String) throws -> Measurement {
    let function = try Tuning.function("ackley-5", directory: nil)
    let (studies, trials) = (300, 100)
    var best = 0.0
    let start = cpuSeconds()
    for seed in 0..<studies {
      let study = try Tuning.search(function, sampler: sampler, trials: trials, seed: UInt64(seed))
      best += study.best?.value ?? .nan
    }
    let seconds = (cpuSeconds() - start) / Double(studies)
    return Measurement(
      seconds: seconds,
      values: ["trials/s": Double(trials) / seconds, "best": best / Double(studies)])
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
