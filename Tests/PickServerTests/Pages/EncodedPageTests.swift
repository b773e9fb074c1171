import CZlib
import PickModel
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

@Suite("PageCache: pages are kept while they hold")
struct PageCacheTests {
  private let key = PageCache.Key(viewer: Viewer.ID(1), category: nil)
  private let conditions = PageCache.Conditions(catalog: 1, model: nil, hour: 7)
  private let now = Instant(secondsSince1970: 420)
  private let page = EncodedPage([UInt8](repeating: 1, count: 1000))

  private func filled(_ cache: PageCache = PageCache()) -> PageCache {
    cache.keep(page, key, conditions, cache.ticket(of: key.viewer), at: now)
    return cache
  }

  @Test("the same page is found again, by its own viewer only")
  func found() {
    let cache = filled()
    #expect(cache.page(key, conditions, at: now) === page)
    let other = PageCache.Key(viewer: Viewer.ID(2), category: nil)
    #expect(cache.page(other, conditions, at: now) == nil)
    let category = PageCache.Key(viewer: Viewer.ID(1), category: .film)
    #expect(cache.page(category, conditions, at: now) == nil)
  }

  @Test("another catalogue or hour, a write of the viewer, or time lets it go")
  func gone() {
    let later = PageCache.Conditions(catalog: 1, model: nil, hour: 8)
    #expect(filled().page(key, later, at: now) == nil)
    let newer = PageCache.Conditions(catalog: 2, model: nil, hour: 7)
    #expect(filled().page(key, newer, at: now) == nil)
    let cache = filled()
    cache.drop(key.viewer)
    #expect(cache.page(key, conditions, at: now) == nil)
    let short = filled(PageCache(lifeSeconds: 3))
    #expect(short.page(key, conditions, at: now.advanced(bySeconds: 2)) != nil)
    #expect(short.page(key, conditions, at: now.advanced(bySeconds: 3)) == nil)
    #expect(short.page(key, conditions, at: now.advanced(bySeconds: -1)) == nil)
  }

  @Test("a page that was made while its viewer wrote is not kept")
  func overtaken() {
    let cache = PageCache()
    let ticket = cache.ticket(of: key.viewer)
    cache.drop(key.viewer)
    cache.keep(page, key, conditions, ticket, at: now)
    #expect(cache.page(key, conditions, at: now) == nil)
  }

  @Test("memory is bounded, and what is asked for stays")
  func bounded() {
    let cache = PageCache(byteLimit: 100_000)
    for viewer in 1...1000 {
      let key = PageCache.Key(viewer: Viewer.ID(Int64(viewer)), category: nil)
      let new = EncodedPage([UInt8](repeating: 1, count: 1000))
      cache.keep(new, key, conditions, cache.ticket(of: key.viewer), at: now)
      if viewer == 1 { continue }
      let first = PageCache.Key(viewer: Viewer.ID(1), category: nil)
      #expect(cache.page(first, conditions, at: now) != nil)
    }
    #expect(cache.byteCount <= 105_000)
  }
}
