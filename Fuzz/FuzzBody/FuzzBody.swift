import FoundationEssentials
import FuzzKit

@testable import PickAPI

/// What the strict reader takes for JSON is JSON to another reader too.
@main struct FuzzBody {
  static func main() {
    Fuzzer.run { bytes in
      guard (try? JSONReader.value(of: bytes, .strict)) != nil else { return }
      struct Anything: Decodable {
        init(from decoder: any Decoder) throws { _ = try decoder.singleValueContainer() }
      }
      precondition((try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil)
    }
  }
}
