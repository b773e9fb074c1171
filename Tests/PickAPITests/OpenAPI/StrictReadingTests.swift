import Foundation
import PickAPI
import PickModel
import Testing

@Suite("a request that openapi.yaml forbids is refused")
struct StrictReadingTests {
  private static let read = Result { try Schemas() }
  private let schemas: Schemas

  init() throws { schemas = try Self.read.get() }

  /// Whether a payload is read as it is, and with any one thing of it made wrong is not.
  private func expectLimits<Payload: WirePayload>(
    _ payload: Payload, _ name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let right = WireJSON.encode(payload)
    #expect(throws: Never.self, sourceLocation: location) {
      try WireJSON.decodeStrictly(Payload.self, from: right)
    }
    let schema = try #require(schemas[name])
    let value = try JSONDecoder().decode(JSON.self, from: Data(right))
    let forbidden = schemas.forbidden(value, schema, name)
    #expect(!forbidden.isEmpty, sourceLocation: location)
    for wrong in forbidden {
      let bytes = Array(try JSONEncoder().encode(wrong.value))
      #expect(throws: WireFault.self, "\(wrong.fault)", sourceLocation: location) {
        try WireJSON.decodeStrictly(Payload.self, from: bytes)
      }
    }
  }

  @Test("facts")
  func facts() throws {
    var any = AnyModel(seed: 1)
    let at = Instant(secondsSince1970: 1_795_154_700)
    let watched = WatchEventsRequest.Item(
      id: any.event(), asset: any.id(), startedAt: at, watchedSeconds: 60, position: 90)
    try expectLimits(WatchEventsRequest([watched]), "WatchEventsRequest")
    let viewed = DetailViewsRequest.Item(id: any.event(), title: any.id(), at: at)
    try expectLimits(DetailViewsRequest([viewed]), "DetailViewsRequest")
    let seen = ImpressionsRequest.Item(
      id: any.event(), shelf: Shelf.ID("top10"), title: any.id(), position: 3, at: at)
    try expectLimits(ImpressionsRequest([seen], recommendationID: "r"), "ImpressionsRequest")
    try expectLimits(MarkWatchedRequest(id: any.event(), at: at), "MarkWatchedRequest")
    try expectLimits(
      PlaybackRequest(asset: any.id(), startedAt: at, watchedSeconds: 1, position: 2),
      "PlaybackRequest")
  }

  @Test("choices")
  func choices() throws {
    try expectLimits(ThumbRequest(.up), "ThumbRequest")
    try expectLimits(WithdrawRequest(since: Instant(secondsSince1970: 5)), "WithdrawRequest")
    try expectLimits(HomeArrangementRequest(.standard), "HomeArrangementRequest")
  }

  @Test("signing in, of a person and of a device")
  func signIn() throws {
    let credentials = Credentials(number: "0101", password: "p")
    try expectLimits(SignInRequest(credentials, deviceName: "거실"), "SignInRequest")
    try expectLimits(RefreshRequest(refreshToken: "r"), "RefreshRequest")
    try expectLimits(SignOutRequest(everywhere: true), "SignOutRequest")
    try expectLimits(PasswordRequest(oldPassword: "o", newPassword: "n"), "PasswordRequest")
    try expectLimits(DeviceAuthorizationRequest(deviceName: "TV"), "DeviceAuthorizationRequest")
    try expectLimits(DeviceTokenRequest(deviceCode: "d"), "DeviceTokenRequest")
    try expectLimits(UserCodeRequest(userCode: "BCDF-GHJK"), "UserCodeRequest")
  }
}
