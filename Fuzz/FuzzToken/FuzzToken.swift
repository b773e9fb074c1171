import FuzzKit
import PickSystem

@testable import PickServer

/// What gets as far as the verifier has one spelling: three parts that come back as they were.
@main struct FuzzToken {
  static func main() {
    Fuzzer.run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard (try? StrictToken(text)) != nil else { return }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      precondition(text.utf8.count <= StrictToken.longestBytes && parts.count == 3)
      for part in parts {
        precondition(Base64URL.decode(part).map { Base64URL.encode($0) } == String(part))
      }
    }
  }
}
