import Foundation
import PickAPI
import PickModel
import Testing

/// Bodies of every kind as an earlier version wrote them, in `Tests/Samples/wire.txt`.
///
/// A line has a name, a space and the bytes. `PICK_UPDATE_SAMPLES=1` adds missing ones and changes
/// none.
@Suite("Bodies of an earlier version")
struct WireSampleTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples/wire.txt")

  private struct Sample {
    let name: String
    let written: String
    /// Reads the sample and writes what was read.
    let rewrite: ([UInt8]) throws -> [UInt8]
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func payload<Payload: WirePayload>(_ name: String, _ payload: Payload) -> Sample {
    Sample(name: name, written: text(WireJSON.encode(payload))) {
      WireJSON.encode(try WireJSON.decode(Payload.self, from: $0))
    }
  }

  private static func pages(_ seed: UInt64) -> [Sample] {
    var any = AnyModel(seed: seed)
    let (home, category, result, shelf) = (any.home(), any.category(), any.result(), any.shelf())
    let part = ShelfPart(cards: any.cards(), next: any.maybe { PageCursor($0.text()) })
    let (search, title, own) = (any.search(), any.titlePage(), any.myPage())
    let writer = PageWriter()
    return [
      payload("home", HomePayload(home, recommendationID: "r\(seed)")),
      payload("category", category),
      payload("shelf", result), payload("part", part),
      payload("search", search), payload("title", title),
      payload("explanation", any.explanation()),
      payload("own", own), payload("history", HistoryPayload(own.history)),
      payload("taste", TastePayload(own.taste)), payload("list", CardsPayload(own.myList)),
      payload("sessions", SessionsPayload(own.devices)),
      Sample(
        name: "page.home", written: text(writer.home(home, recommendationID: "r\(seed)"))
      ) {
        let read = try WireJSON.decode(HomePayload.self, from: $0)
        return writer.home(read.page, recommendationID: read.recommendationID)
      },
      Sample(name: "page.category", written: text(writer.category(category))) {
        writer.category(try WireJSON.decode(CategoryPage.self, from: $0))
      },
      Sample(name: "page.shelf", written: text(writer.shelf(shelf))) {
        guard case .loaded(let read) = try WireJSON.decode(ShelfResult.self, from: $0)
        else { return [] }
        return writer.shelf(read)
      },
      Sample(name: "page.part", written: text(writer.part(part))) {
        writer.part(try WireJSON.decode(ShelfPart.self, from: $0))
      },
      Sample(name: "page.search", written: text(writer.search(search))) {
        writer.search(try WireJSON.decode(SearchResults.self, from: $0))
      },
    ]
  }

  private static func facts(_ seed: UInt64) -> [Sample] {
    var any = AnyModel(seed: 1000 + seed)
    let at = Instant(secondsSince1970: 1_795_154_700 + Int64(any.int(0...1000)))
    let events = WatchEventsRequest([
      .init(
        id: any.event(), asset: any.id(), startedAt: at, watchedSeconds: any.int(0...604_800),
        position: any.int(0...604_800))
    ])
    let views = DetailViewsRequest([.init(id: any.event(), title: any.id(), at: at)])
    let seen = ImpressionsRequest.Item(
      id: any.event(), shelf: Shelf.ID("genre:" + any.text()), title: any.id(),
      position: any.int(0...99), at: at)
    return [
      payload("watch-events", events), payload("detail-views", views),
      payload("impressions", ImpressionsRequest([seen], recommendationID: any.maybe { _ in "r" })),
      payload("batch", BatchAnswer(recorded: any.int(0...500), rejected: [any.event()])),
      payload("mark", MarkWatchedRequest(id: any.event(), at: at)),
      payload(
        "playback",
        PlaybackRequest(
          asset: any.id(), startedAt: at, watchedSeconds: any.int(0...9), position: any.int(0...9))),
      payload("thumb", ThumbRequest(any.bool() ? .up : .down)),
    ]
  }

  private static func signIn(_ seed: UInt64) -> [Sample] {
    var any = AnyModel(seed: 2000 + seed)
    let account = Account(id: any.id(), number: any.text(), viewer: any.id())
    let tokens = TokensAnswer(
      accessToken: any.text(), refreshToken: any.text(), expiresIn: any.int(0...1800),
      refreshExpiresIn: any.int(0...604_800), session: any.session(), account: account,
      now: any.instant())
    let session = SessionPayload(
      session: any.session(), account: account, expiresAt: any.instant(), now: any.instant())
    let codes = DeviceAuthorizationAnswer(
      deviceCode: any.text(), userCode: any.text(), verificationURI: "https://a/b?c=d",
      completeVerificationURI: any.text(), expiresIn: any.int(1...600), interval: any.int(1...60))
    let waiting = PendingDevicePayload(
      name: any.text(), place: any.text(), requestedAt: any.instant(), expiresAt: any.instant())
    let credentials = Credentials(number: any.text(), password: any.text())
    return [
      payload("sign-in", SignInRequest(credentials, deviceName: any.maybe { $0.text() })),
      payload("refresh", RefreshRequest(refreshToken: any.text())),
      payload("sign-out", SignOutRequest(everywhere: any.bool())),
      payload("password", PasswordRequest(oldPassword: any.text(), newPassword: any.text())),
      payload("tokens", tokens), payload("session", session), payload("device", codes),
      payload("pending", waiting),
      payload("authorize", DeviceAuthorizationRequest(deviceName: any.maybe { $0.text() })),
      payload("poll", DeviceTokenRequest(deviceCode: any.text())),
      payload("code", UserCodeRequest(userCode: any.text())),
    ]
  }

  private static func problems() -> [Sample] {
    Problem.Code.known.map { code in
      payload(
        "problem.\(code.rawValue)", Problem(code, field: "a.0", retryAfter: 1, requestID: "r"))
    } + [payload("problem.plain", Problem(.notFound))]
  }

  private static func samples() -> [Sample] {
    let some = (0..<6).flatMap { seed in
      (pages(seed) + facts(seed) + signIn(seed)).map {
        Sample(name: "\($0.name).\(seed)", written: $0.written, rewrite: $0.rewrite)
      }
    }
    return some + problems()
  }

  private static func stored() throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    let lines = try String(contentsOf: file, encoding: .utf8).utf8.split(separator: 0x0A)
    let pairs = lines.map { line in
      let end = line.firstIndex(of: 0x20) ?? line.endIndex
      return (String(line[..<end]) ?? "", String(line[end...].dropFirst()) ?? "")
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test("every body is written as it was, and read as it was written")
  func unchanged() throws {
    let samples = Self.samples()
    var stored = try Self.stored()
    if ProcessInfo.processInfo.environment["PICK_UPDATE_SAMPLES"] != nil {
      for sample in samples where stored[sample.name] == nil {
        stored[sample.name] = sample.written
      }
      let text = samples.map { "\($0.name) \(stored[$0.name] ?? "")\n" }.joined()
      try text.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(Set(samples.map(\.name)) == Set(stored.keys))
    for sample in samples {
      let bytes = Array((stored[sample.name] ?? "").utf8)
      #expect(Array(sample.written.utf8) == bytes, "\(sample.name) is written otherwise")
      #expect(try sample.rewrite(bytes) == bytes, "\(sample.name) is read otherwise")
    }
  }
}
