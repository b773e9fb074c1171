import HTTPTypes
import Hummingbird
import PickAPI
import PickIdentity
import PickModel
import PickStore

/// Device sign-in (RFC 8628): a device asks for a code and polls, and a signed-in viewer decides.
struct DeviceController: Sendable {
  let backend: Backend
  let pages: Pages
  private var parts: SignInParts { backend.signIn }

  @Sendable func authorize(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    try await parts.deviceLimit.answer(context) {
      let name = try await request.payload(DeviceAuthorizationRequest.self, context).deviceName
      let devices = try parts.devices(for: context)
      let codes: DeviceCodes
      do throws(DeviceSignInError) {
        codes = try await devices.begin(
          deviceName: DeviceName.of(name, context), place: context.clientAddress,
          at: context.now)
      } catch { throw error.answer }
      return .fresh(answer(codes, to: request, at: context.now))
    }
  }

  @Sendable func poll(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    let code = try await request.payload(DeviceTokenRequest.self, context).deviceCode
    let now = context.now
    let devices = try parts.devices(for: context)
    let account: Account
    let tokens: IssuedTokens
    do throws(DeviceSignInError) {
      (account, tokens) = try await devices.collect(code, at: now)
    } catch { throw error.answer }
    await pages.settleAbandoned(of: account.viewer, context)
    return .fresh(TokensAnswer(tokens, account: account, now: now))
  }

  @Sendable func pending(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let code = try await userCode(request, context)
    let devices = try parts.devices(for: context)
    do throws(DeviceSignInError) {
      let device = try await devices.waiting(
        code, for: grant.account, at: context.now)
      return .fresh(
        PendingDevicePayload(
          name: device.name, place: device.place, requestedAt: device.begunAt,
          expiresAt: device.expiresAt))
    } catch { throw error.answer }
  }

  @Sendable func approve(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let code = try await userCode(request, context)
    let devices = try parts.devices(for: context)
    guard let stored = try await backend.accounts.account(of: grant.viewer) else {
      throw Problem(.unauthorized)
    }
    do throws(DeviceSignInError) {
      try await devices.approve(code, by: stored, at: context.now)
    } catch { throw error.answer }
    return .noContent
  }

  @Sendable func deny(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let code = try await userCode(request, context)
    let devices = try parts.devices(for: context)
    do throws(DeviceSignInError) {
      try await devices.deny(code, by: grant.account, at: context.now)
    } catch { throw error.answer }
    return .noContent
  }

  private func userCode(_ request: Request, _ context: ServerContext) async throws -> String {
    try await request.payload(UserCodeRequest.self, context).userCode
  }

  private func answer(_ codes: DeviceCodes, to request: Request, at now: Instant)
    -> DeviceAuthorizationAnswer
  {
    let page = parts.origin(of: request.head) + Endpoint.activationForm.target()
    return DeviceAuthorizationAnswer(
      deviceCode: codes.device.text, userCode: codes.user.text, verificationURI: page,
      completeVerificationURI: page + "?code=" + codes.user.text,
      expiresIn: Int(codes.expiresAt.seconds(since: now)), interval: Int(codes.intervalSeconds))
  }
}

extension DeviceSignInError {
  /// The answer to the device or to the viewer who decides.
  var answer: any Error {
    switch self {
    case .pending: Problem(.authorizationPending)
    case .tooEarly(let seconds): Problem(.slowDown, retryAfter: seconds)
    case .denied: Problem(.accessDenied)
    case .expired: Problem(.expiredToken)
    case .noSuchCode: Problem(.notFound)
    case .throttled(let seconds): Problem(.tooManyRequests, retryAfter: seconds)
    case .crowded: Problem(.unavailable, retryAfter: 60)
    case .store(let error): error
    case .signing: self
    }
  }
}
