public import PickClient
public import PickModel

/// What somebody is told before they let another device in, on the screen and on a command line.
public struct ApprovalWords: Sendable {
  private let strings: Strings

  /// The words of a language.
  public init(_ strings: Strings) { self.strings = strings }

  /// What the device calls itself, where it asked from, and how long ago.
  public func lines(about device: PendingDevice, at now: Instant) -> [String] {
    let age = strings.hours(
      seconds: max(60, Int(saturating: now.seconds(since: device.requestedAt))))
    return [
      strings.text(.approveName, ["name": CellText.line(device.name)]),
      strings.text(.approvePlace, ["place": CellText.line(device.place)]),
      strings.text(.approveAge, ["age": age]),
    ]
  }

  /// What is to be decided.
  public var question: String { strings[.approveQuestion] }
  /// The device is in.
  public var approved: String { strings[.noticeDeviceApproved] }
  /// The device was sent away.
  public var denied: String { strings[.noticeDeviceDenied] }

  /// Why it could not be done.
  public func sentence(for error: ServiceError) -> String {
    error == .notFound
      ? strings[.approveUnknown] : strings.sentence(for: error, retryKey: "Enter")
  }
}
