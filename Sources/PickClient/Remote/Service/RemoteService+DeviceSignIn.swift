import PickAPI
import PickCore
import PickModel

extension RemoteService: DeviceSignIn {
  /// Asks for codes to show on this device.
  public func beginDeviceSignIn() async throws(ServiceError) -> DeviceCode {
    let asked = clock.now()
    let response = try await caller.once(
      HTTPRequest(
        .authorizeDevice, sending: DeviceAuthorizationRequest(deviceName: device)))
    let answer: DeviceAuthorizationAnswer = try read(response.body)
    return DeviceCode(
      userCode: answer.userCode, verificationURI: answer.verificationURI,
      completeVerificationURI: answer.completeVerificationURI,
      expiresAt: asked.advanced(bySeconds: Int64(min(max(0, answer.expiresIn), 86_400))),
      intervalSeconds: min(max(1, answer.interval), 600), secret: answer.deviceCode)
  }

  /// Asks whether somebody has approved the code; signs in when so.
  public func pollDeviceSignIn(_ code: DeviceCode) async throws(ServiceError) -> DevicePoll {
    let asked = clock.now()
    let request = HTTPRequest(
      .pollDeviceToken, sending: DeviceTokenRequest(deviceCode: code.secret))
    let result = await caller.exchange(request, .once)
    if case .success(let response) = result, !(200..<300).contains(response.status) {
      switch Problem(response).code {
      case .authorizationPending: return .pending
      case .slowDown: return .slowDown
      case .accessDenied: return .denied
      case .expiredToken: return .expired
      default: break
      }
    }
    let pair = try backend.pair(from: caller.accepted(result), askedAt: asked)
    let account = try await session.signIn { () throws(ServiceError) in pair }
    deliverLater()
    return .approved(account)
  }

  /// What is known of the device that shows `userCode`.
  public func pendingDevice(_ userCode: String) async throws(ServiceError) -> PendingDevice {
    let pending: PendingDevicePayload = try read(try await speak(of: userCode, .pendingDevice).body)
    return PendingDevice(
      name: pending.name, place: pending.place,
      requestedAt: serverClock.toLocal(pending.requestedAt),
      expiresAt: serverClock.toLocal(pending.expiresAt))
  }

  /// Signs the device in that shows `userCode`.
  public func approveDevice(_ userCode: String) async throws(ServiceError) {
    _ = try await speak(of: userCode, .approveDevice)
  }

  /// Sends the device away that shows `userCode`.
  public func denyDevice(_ userCode: String) async throws(ServiceError) {
    _ = try await speak(of: userCode, .denyDevice)
  }

  private func speak(of userCode: String, _ endpoint: Endpoint) async throws(ServiceError)
    -> HTTPResponse
  {
    // Bytes beyond these are not a code in any spelling.
    guard userCode.utf8.count <= 64 else { throw .notFound }
    return try await guarded { (_, access) throws(ServiceError) in
      try await caller.once(
        HTTPRequest(endpoint, sending: UserCodeRequest(userCode: userCode), access: access))
    }
  }
}
