import PickSystem
import PickTestSupport
import Testing

@testable import PickClient

/// What every token store promises.
@Suite("Token store contract")
struct TokenStoreContract {
  /// Every token store there is; a new one adds a line.
  enum StoreUnderTest: CaseIterable, Sendable {
    case inMemory, file

    func make(in directory: ScratchDirectory) -> any TokenStore {
      switch self {
      case .inMemory: InMemoryTokenStore()
      case .file:
        FileTokenStore(file: PrivateFile("session", in: PrivateDirectory(directory.path)))
      }
    }
  }

  let directory: ScratchDirectory

  init() throws { directory = try ScratchDirectory() }

  @Test("is empty at first", arguments: StoreUnderTest.allCases)
  func empty(kind: StoreUnderTest) throws {
    #expect(try kind.make(in: directory).load() == nil)
  }

  @Test("holds the pair saved last", arguments: StoreUnderTest.allCases)
  func last(kind: StoreUnderTest) throws {
    let store = kind.make(in: directory)
    try store.save(TokenPair.sample("1"))
    #expect(try store.load() == TokenPair.sample("1"))
    try store.save(TokenPair.sample("2"))
    #expect(try store.load() == TokenPair.sample("2"))
  }

  @Test("erases the session it is told, and no other", arguments: StoreUnderTest.allCases)
  func erases(kind: StoreUnderTest) throws {
    let store = kind.make(in: directory)
    let pair = TokenPair.sample()
    try store.erase(pair.session)
    try store.save(pair)
    try store.erase(TokenPair.sample(session: "another").session)
    #expect(try store.load() == pair)
    try store.erase(pair.session)
    try store.erase(pair.session)
    #expect(try store.load() == nil)
  }

  @Test("a held lock does not keep its owner from writing", arguments: StoreUnderTest.allCases)
  func locked(kind: StoreUnderTest) async throws {
    let store = kind.make(in: directory)
    let lock = await store.lock()
    try store.save(TokenPair.sample())
    lock?.release()
    #expect(try store.load() == TokenPair.sample())
  }
}
