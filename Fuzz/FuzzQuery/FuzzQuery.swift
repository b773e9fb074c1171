import FuzzKit
import HTTPTypes
import Hummingbird

@testable import PickServer

/// Whatever stands behind the question mark, a parameter that is read is within its bounds.
@main struct FuzzQuery {
  static func main() {
    Fuzzer.run { bytes in
      let path = "/api/v1/search?" + String(decoding: bytes, as: UTF8.self)
      let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path)
      let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
      guard var query = try? QueryReader(request) else { return }
      if let text = try? query.text("q", 1...200) {
        precondition((1...200).contains(text.unicodeScalars.count) && !text.contains("\0"))
      }
      if let limit = try? query.integer("limit", 1...100, standard: 20) {
        precondition((1...100).contains(limit))
      }
      _ = try? query.end()
    }
  }
}
