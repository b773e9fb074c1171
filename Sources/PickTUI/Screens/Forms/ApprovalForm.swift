import PickClient
import PickModel

/// A code typed to let another device in, then the device it belongs to and a choice.
struct ApprovalForm: Equatable, Sendable {
  /// What is typed.
  var field = TextField(maximumLength: 16)
  /// The code that was looked up; the field may have changed since.
  private(set) var code = ""
  /// The device that shows the code, once it was looked up.
  var device: PendingDevice?
  /// Whether "approve" is focused, not "refuse".
  var isApproveFocused = false
  /// Why the last try failed.
  var problem: ServiceError?
  /// The question whose answer is waited for.
  var waitingFor: RequestID?
  /// Whether the choice is on its way.
  var isSending = false

  /// A key or paste for the field; `nil` when it has no use for it.
  mutating func type(_ event: InputEvent) -> [Intent]? {
    guard device == nil else { return nil }
    problem = nil
    return field.handle(event) ? [] : nil
  }

  /// Looks the device up, or sends the choice.
  mutating func submit() -> [Intent] {
    guard waitingFor == nil, !isSending else { return [] }
    guard device != nil else {
      code = field.text.trimmed()
      return code.isEmpty ? [] : [.load(.pendingDevice(code))]
    }
    isSending = true
    return [.write(isApproveFocused ? .approveDevice(code) : .denyDevice(code))]
  }

  /// Takes what is known of the device.
  mutating func take(_ result: Result<PendingDevice, ServiceError>) {
    waitingFor = nil
    switch result {
    case .success(let device): (self.device, isApproveFocused) = (device, false)
    case .failure(let error): problem = error
    }
  }

  /// Takes the service's reply to the choice.
  mutating func finish(_ failure: ServiceError?) {
    self = ApprovalForm()
    problem = failure
  }
}
