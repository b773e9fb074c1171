public import PickClient

/// Something a screen shows once it has come.
///
/// While it is asked for again the last value stays on the screen; an answer counts only while its
/// request is the one waited for.
public struct Loadable<Value: Equatable & Sendable>: Equatable, Sendable {
  /// The last value.
  public private(set) var value: Value?
  /// Why the last request brought nothing.
  public private(set) var failure: ServiceError?
  /// The request whose answer is waited for.
  public private(set) var waitingFor: RequestID?
  /// Whether the wait has been long enough to say so.
  public private(set) var isSlow = false

  /// Nothing yet.
  public init() {}

  /// Something that is there already.
  public init(_ value: Value) { self.value = value }

  /// Begins to wait; an older request's answer is dropped from now on.
  public mutating func begin(_ request: RequestID) {
    waitingFor = request
    isSlow = false
  }

  /// Takes an answer; `false` when it is not waited for.
  @discardableResult
  public mutating func finish(_ request: RequestID, _ result: Result<Value, ServiceError>) -> Bool {
    guard waitingFor == request else { return false }
    waitingFor = nil
    isSlow = false
    switch result {
    case .success(let value): (self.value, failure) = (value, nil)
    case .failure(let error): failure = error
    }
    return true
  }

  /// Says that the wait is long; `false` when this request is not waited for.
  @discardableResult
  public mutating func turnSlow(_ request: RequestID) -> Bool {
    guard waitingFor == request else { return false }
    isSlow = true
    return true
  }

  /// Shows something until an answer comes.
  public mutating func show(_ value: Value) { self.value = value }

  /// Changes the value in place before an answer confirms it.
  public mutating func change(_ body: (inout Value) -> Void) {
    guard var changed = value else { return }
    body(&changed)
    value = changed
  }

  /// Whether an answer is waited for.
  public var isLoading: Bool { waitingFor != nil }
  /// Whether there is nothing to draw but the wait.
  public var showsSkeleton: Bool { value == nil && isLoading && isSlow }
  /// Whether there is nothing to draw but the failure.
  public var showsFailure: Bool { value == nil && !isLoading && failure != nil }
}
