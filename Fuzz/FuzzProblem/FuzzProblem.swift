import FuzzKit
import PickAPI

/// Whatever a server answers, reading it as a problem ends, and what was read is written the same.
@main struct FuzzProblem {
  static func main() {
    Fuzzer.run { bytes in
      guard let problem = try? WireJSON.decode(Problem.self, from: bytes) else { return }
      let written = WireJSON.encode(problem)
      let again = try? WireJSON.decode(Problem.self, from: written)
      precondition(again == problem)
      precondition(WireJSON.encode(problem) == written)
    }
  }
}
