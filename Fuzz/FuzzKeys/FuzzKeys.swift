import FuzzKit

@testable import PickTUI

/// Whatever a terminal sends, it means the same whole and byte by byte, and a second later every key
/// works again.
@main struct FuzzKeys {
  static func main() {
    Fuzzer.run { bytes in
      let whole = events([bytes])
      precondition(events(bytes.map { [$0] }) == whole)
    }
  }

  private static func events(_ pieces: [[UInt8]]) -> [InputEvent] {
    var parser = InputParser()
    var events = pieces.flatMap { parser.feed($0, at: 0) }
    events += parser.settle()
    events += parser.pass(to: InputParser.patience)
    precondition(parser.isAtRest && parser.deadline == nil)
    precondition(
      parser.feed([UInt8(ascii: "q")], at: InputParser.patience) + parser.settle()
        == [.key(.character("q"))])
    return events
  }
}
