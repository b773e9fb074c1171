import CZlib
import Testing

@testable import PickServer

@Suite("pages as they are sent")
struct EncodedPageTests {
  private func unpacked(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var stream = z_stream()
    inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: count)
    input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        (stream.next_in, stream.avail_in) = (from.baseAddress, UInt32(from.count))
        (stream.next_out, stream.avail_out) = (to.baseAddress, UInt32(to.count))
        _ = inflate(&stream, Z_FINISH)
      }
    }
    return Array(output.prefix(Int(stream.total_out)))
  }

  @Test("gzip gives back what went in")
  func gzip() throws {
    let text = Array(String(repeating: "소나기 형사 Detective Shower ", count: 200).utf8)
    let packed = try #require(Gzip.compress(text))
    #expect(packed.count < text.count / 10)
    #expect(unpacked(packed, count: text.count) == text)
  }

  @Test("what is small or does not shrink is sent as it is")
  func incompressible() {
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(EncodedPage(noise).gzip == nil)
    #expect(EncodedPage(Array("{}".utf8)).gzip == nil)
    #expect(EncodedPage([UInt8](repeating: 32, count: 1023)).gzip == nil)
    #expect(EncodedPage([UInt8](repeating: 32, count: 1024)).gzip != nil)
  }

  @Test(
    "gzip is sent to whoever accepts it",
    arguments: [
      (nil, false), ("", false), ("gzip", true), ("deflate, gzip;q=0.5", true),
      ("GZIP", true), ("*", true), ("gzip;q=0", false), ("gzip; q=0.0, *", false),
      ("br, *;q=0", false), ("identity", false), ("xgzip", false),
    ])
  func accepted(_ header: String?, _ expected: Bool) {
    #expect(AcceptEncoding.allowsGzip(header) == expected)
  }

  @Test("a tag stands for its bytes")
  func tags() {
    let tag = EntityTag(of: [1, 2, 3])
    #expect(tag == EntityTag(of: [1, 2, 3]))
    #expect(tag != EntityTag(of: [1, 2, 4]))
    #expect(tag.header(isCompressed: false) != tag.header(isCompressed: true))
    #expect(!tag.matches(nil) && !tag.matches("") && !tag.matches("\"\""))
  }
}
