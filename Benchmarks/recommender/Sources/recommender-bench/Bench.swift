import Glibc

/// Times one piece of the recommender's work, in a process of its own.
///
///     recommender-bench generate SHAPE DIR    writes a seeded data set
///     recommender-bench list                  names the works
///     recommender-bench run WORK DIR          prints {"seconds":…,"rss":…,…} as a peer does
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
    default:
      throw UsageError.usage
    }
  }
}

enum UsageError: Error {
  case usage
  case unknown(String)
}
