import PickModel
import Testing

@testable import PickServer

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
