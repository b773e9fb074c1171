import PickAPI
public import PickModel
import Synchronization

/// The front page that a viewer of this machine was shown last, for the first frame of the next start.
///
/// Reading it takes a tenth of making a page anew (docs/decisions/first-shelf.md). It is written
/// behind the page's back, the last one alone where several wait.
public final class KeptHome: Sendable {
  private struct State {
    var waiting: (page: HomePage, viewer: Viewer.ID)?
    var writing: Task<Void, Never>?
    /// What was read ahead, until it is asked for.
    var ahead: (page: HomePage, viewer: Viewer.ID)?
  }

  private static let target = Endpoint.home.target()

  private let cache: PageCache
  private let state = Mutex(State())

  /// Keeps pages below `cacheDirectory` (`Places.cache`), for the viewers of the database that issues
  /// sessions as `issuer`.
  public init(cacheDirectory: String, issuer: String) {
    cache = PageCache(
      cacheDirectory: cacheDirectory, issuer: issuer, kind: .machine,
      byteLimit: PageCache.usualByteLimit)
  }

  /// The page that is kept of a viewer; `nil` where there is none, or none that can be read.
  public func page(of viewer: Viewer.ID) -> HomePage? {
    let ahead = state.withLock { state in
      defer { state.ahead = nil }
      return state.ahead
    }
    if let ahead, ahead.viewer == viewer { return ahead.page }
    return read(of: viewer)
  }

  /// Reads the page before it is asked for, while a terminal is taken over.
  public func readAhead(of viewer: Viewer.ID) {
    guard let page = read(of: viewer) else { return }
    state.withLock { $0.ahead = (page, viewer) }
  }

  private func read(of viewer: Viewer.ID) -> HomePage? {
    guard let kept = cache.page(Self.target, of: viewer) else { return nil }
    return (try? WireJSON.decode(HomePayload.self, from: kept.body))?.page
  }

  /// Keeps a page in place of the one before; returns at once.
  public func keep(_ page: HomePage, of viewer: Viewer.ID) {
    state.withLock { state in
      state.waiting = (page, viewer)
      state.ahead = nil
      guard state.writing == nil else { return }
      state.writing = Task(priority: .utility) { writeAll() }
    }
  }

  /// Returns when nothing waits to be written.
  public func finish() async { await state.withLock { $0.writing }?.value }

  /// Removes the pages of all viewers; what waits to be written is not written any more.
  public func erase() async {
    state.withLock { state in
      state.waiting = nil
      state.ahead = nil
    }
    await finish()
    cache.erase()
  }

  private func writeAll() {
    while let (page, viewer) = next() {
      let body = WireJSON.encode(HomePayload(page, recommendationID: ""))
      cache.keep(KeptPage(target: Self.target, etag: "", body: body), of: viewer)
    }
  }

  /// The page to write next; without one, the next `keep` starts a new writer.
  private func next() -> (HomePage, Viewer.ID)? {
    state.withLock { state in
      defer { state.waiting = nil }
      if state.waiting == nil { state.writing = nil }
      return state.waiting
    }
  }
}
