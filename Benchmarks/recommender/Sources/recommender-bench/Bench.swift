import Glibc

/// Times one piece of the recommender's work, in a process of its own.
///
///     recommender-bench generate SHAPE DIR    writes a seeded data set
///     recommender-bench list                  names the works
///     recommender-bench run WORK DIR          prints {"seconds":…,"rss":…,…} as a peer does
///     recommender-bench rate TRAIN PAIRS MODEL [SETTING=VALUE …]     prints estimated ratings
///     recommender-bench svdpp TRAIN INITIAL LEARNED WIDTH            writes what SVD++ learned
///     recommender-bench answer FUNCTION [DIR] answers lines of values with a test function's
///     recommender-bench search FUNCTION SAMPLER TRIALS SEEDS [DIR]
///                                             prints the best values found, a line for each seed
@main struct Bench {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.dropFirst().first, arguments.dropFirst(2).first) {
    case ("generate", let shape?, let directory?):
      guard let shape = Shape(rawValue: shape) else { throw UsageError.unknown(shape) }
      try GeneratedData(shape).write(to: directory)
    case ("list", nil, nil):
      for work in Work.all { print(work.name) }
    case ("run", let name?, let directory?):
      guard let work = Work.all.first(where: { $0.name == name }) else {
        throw UsageError.unknown(name)
      }
      print(try work.run(RatingFiles(directory: directory)).json)
    case ("rate", .some, .some):
      try rate(Array(arguments.dropFirst()))
    case ("svdpp", .some, .some):
      try svdpp(Array(arguments.dropFirst()))
    case ("answer", let name?, let directory):
      Tuning.answer(try Tuning.function(name, directory: directory))
    case ("search", let name?, let sampler?):
      let rest = Array(arguments.dropFirst(3))
      guard rest.count >= 2, let trials = Int(rest[0]), let seeds = Int(rest[1]) else {
        throw UsageError.usage
      }
      try Tuning.search(
        Tuning.function(name, directory: rest.dropFirst(2).first), sampler: sampler,
        trials: trials, seeds: seeds)
    default:
      throw UsageError.usage
    }
  }
}

enum UsageError: Error {
  case usage
  case unknown(String)
}
