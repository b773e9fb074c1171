import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Page cache")
struct PageCacheTests {
  private let directory: ScratchDirectory
  private let viewer = Viewer.ID(1)

  init() throws { directory = try ScratchDirectory() }

  private func cache(limit: Int = PageCache.usualByteLimit) -> PageCache {
    PageCache(cacheDirectory: directory.path, issuer: "issuer", byteLimit: limit)
  }

  private func page(_ target: String, bytes: Int = 1000) -> KeptPage {
    KeptPage(target: target, etag: "\"1\"", body: [UInt8](repeating: 10, count: bytes))
  }

  private func onlyFile() throws -> String {
    let folder = directory.file("remote-issuer-1")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return folder + "/" + (try #require(names.first))
  }

  @Test("a page comes out as it went in, for its viewer and its server only")
  func roundTrip() {
    cache().keep(page("/a?b=가"), of: viewer)
    #expect(cache().page("/a?b=가", of: viewer) == page("/a?b=가"))
    #expect(cache().page("/a", of: viewer) == nil)
    #expect(cache().page("/a?b=가", of: Viewer.ID(2)) == nil)
    let other = PageCache(cacheDirectory: directory.path, issuer: "other")
    #expect(other.page("/a?b=가", of: viewer) == nil)
  }

  @Test("what was used longest ago makes room")
  func leastRecentlyUsed() throws {
    let cache = cache(limit: 4500)
    for target in ["/1", "/2", "/3"] { cache.keep(page(target), of: viewer) }
    #expect(cache.page("/1", of: viewer) != nil)
    cache.keep(page("/4"), of: viewer)
    cache.keep(page("/5"), of: viewer)
    let kept = ["/1", "/2", "/3", "/4", "/5"].filter { cache.page($0, of: viewer) != nil }
    #expect(kept.contains("/5") && !kept.contains("/2") && kept.count == 4)
  }

  @Test("a damaged page was never there", arguments: [0, 5, 30, 90, 300, 1000])
  func damage(place: Int) throws {
    cache().keep(page("/a"), of: viewer)
    let file = try onlyFile()
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[place] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file))
    #expect(cache().page("/a", of: viewer) == nil)
    try bytes.prefix(place).write(to: URL(fileURLWithPath: file))
    #expect(cache().page("/a", of: viewer) == nil)
  }

  @Test("a file that others may read, or a link, is not believed")
  func notPrivate() throws {
    cache().keep(page("/a"), of: viewer)
    let file = try onlyFile()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    #expect(cache().page("/a", of: viewer) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try FileManager.default.moveItem(atPath: file, toPath: directory.file("elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: directory.file("elsewhere"))
    #expect(cache().page("/a", of: viewer) == nil)
  }

  @Test("erasing leaves nothing of this server's, and everything of another's")
  func erased() {
    let other = PageCache(cacheDirectory: directory.path, issuer: "other")
    for cache in [cache(), other] {
      for viewer in [Viewer.ID(1), Viewer.ID(2)] { cache.keep(page("/a"), of: viewer) }
    }
    cache().erase()
    #expect(cache().pages(of: viewer).isEmpty && cache().pages(of: Viewer.ID(2)).isEmpty)
    #expect(other.pages(of: viewer).count == 1)
    #expect(!FileManager.default.fileExists(atPath: directory.file("remote-issuer-1")))
  }

  @Test("a page too long to keep is not kept, and replaces nothing")
  func tooLong() {
    cache().keep(page("/a", bytes: 2 << 20), of: viewer)
    #expect(cache().page("/a", of: viewer) == nil)
  }
}
