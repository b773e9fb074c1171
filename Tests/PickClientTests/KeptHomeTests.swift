import PickModel
import PickTestSupport
import Testing

@testable import PickClient

@Suite("The front page kept on this machine")
struct KeptHomeTests {
  private let viewer = Viewer.ID(101)

  private func page(_ at: Int64) -> HomePage {
    HomePage(
      hero: [], shelves: [], builtFor: Instant(secondsSince1970: at), isPersonalised: true)
  }

  @Test("the page kept last is there for its viewer and no other, and for a later program")
  func kept() async throws {
    try await TemporaryDirectory.with { directory in
      let home = KeptHome(cacheDirectory: directory.path, issuer: "here")
      #expect(home.page(of: viewer) == nil)
      for at in Int64(1)...50 { home.keep(page(at), of: viewer) }
      await home.finish()
      let later = KeptHome(cacheDirectory: directory.path, issuer: "here")
      #expect(later.page(of: viewer) == page(50))
      #expect(later.page(of: Viewer.ID(102)) == nil)
      let elsewhere = KeptHome(cacheDirectory: directory.path, issuer: "there")
      #expect(elsewhere.page(of: viewer) == nil)
    }
  }

  @Test("what was read ahead is for its viewer, and no older than what was kept since")
  func ahead() async throws {
    try await TemporaryDirectory.with { directory in
      let home = KeptHome(cacheDirectory: directory.path, issuer: "here")
      home.readAhead(of: viewer)
      #expect(home.page(of: viewer) == nil)
      home.keep(page(1), of: viewer)
      await home.finish()
      home.readAhead(of: viewer)
      #expect(home.page(of: Viewer.ID(102)) == nil)
      #expect(home.page(of: viewer) == page(1))
      home.readAhead(of: viewer)
      home.keep(page(2), of: viewer)
      await home.finish()
      #expect(home.page(of: viewer) == page(2))
      home.readAhead(of: viewer)
      await home.erase()
      #expect(home.page(of: viewer) == nil)
    }
  }

  @Test("erasing leaves nothing, also of pages that wait to be written")
  func erased() async throws {
    try await TemporaryDirectory.with { directory in
      let home = KeptHome(cacheDirectory: directory.path, issuer: "here")
      for at in Int64(1)...50 { home.keep(page(at), of: viewer) }
      await home.erase()
      #expect(home.page(of: viewer) == nil)
      let left = try directory.names()
      #expect(left.isEmpty)
      home.keep(page(51), of: viewer)
      await home.finish()
      #expect(home.page(of: viewer) == page(51))
    }
  }
}
