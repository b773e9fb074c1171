public import PickClient
public import PickModel
import Synchronization

/// Codes for signing in with another device, as a screen shows them: without the half that proves
/// whose they are.
public struct ShownCode: Hashable, Sendable, Codable {
  /// What a person types: `BCDF-GHJK`.
  public let userCode: String
  /// Where it is typed.
  public let address: String
  /// The same with the code in it.
  public let completeAddress: String
  /// When the code expires.
  public let expiresAt: Instant
  /// Seconds between two questions whether somebody has said yes.
  public let intervalSeconds: Int

  /// What may be shown of a code.
  public init(_ code: DeviceCode) {
    userCode = code.userCode
    address = code.verificationURI
    completeAddress = code.completeVerificationURI
    expiresAt = code.expiresAt
    intervalSeconds = code.intervalSeconds
  }
}

/// Keeps the secret half of the code on the screen, so that no message and no recording has it.
final class DeviceCodes: Sendable {
  private let service: any DeviceSignIn
  private let shown = Mutex<DeviceCode?>(nil)

  init(_ service: any DeviceSignIn) { self.service = service }

  /// Asks for a code to show; the one before is forgotten.
  func begin() async throws(ServiceError) -> ShownCode {
    let code = try await service.beginDeviceSignIn()
    shown.withLock { $0 = code }
    return ShownCode(code)
  }

  /// Asks what became of the code on the screen.
  func progress(of userCode: String) async throws(ServiceError) -> DevicePoll {
    guard let code = shown.withLock({ $0 }), code.userCode == userCode else { return .expired }
    return try await service.pollDeviceSignIn(code)
  }

  /// What is known of the device that shows a code.
  func pending(_ userCode: String) async throws(ServiceError) -> PendingDevice {
    try await service.pendingDevice(userCode)
  }

  /// Says yes or no to the device that shows a code.
  func answer(_ isApproved: Bool, _ userCode: String) async throws(ServiceError) {
    if isApproved {
      try await service.approveDevice(userCode)
    } else {
      try await service.denyDevice(userCode)
    }
  }
}
