import PickClient

/// The form that changes the password.
struct PasswordForm: Equatable, Sendable {
  /// The present password.
  var old = TextField.password
  /// The new one.
  var new = TextField.password
  /// The new one once more.
  var again = TextField.password
  /// Where the focus is.
  var field = Field.old
  /// Why the last try failed.
  var problem: Problem?
  /// Whether the service is being asked.
  var isWaiting = false

  /// The focusable fields from top to bottom.
  enum Field: Equatable, Sendable, CaseIterable {
    case old, new, again, save
  }

  /// Why the password stays as it is.
  enum Problem: Equatable, Sendable {
    case tooShort, tooLong, different, failed(ServiceError)
  }

  /// Characters a new password has at least.
  private static let shortest = 8

  /// Moves the focus.
  mutating func step(_ step: Int) {
    let index = (Field.allCases.firstIndex(of: field) ?? 0) + step
    if Field.allCases.indices.contains(index) { field = Field.allCases[index] }
  }

  /// A key or paste for the focused field; `nil` when it has no use for it.
  mutating func type(_ event: InputEvent) -> [Effect]? {
    switch field {
    case .old: old.handle(event) ? [] : nil
    case .new: new.handle(event) ? [] : nil
    case .again: again.handle(event) ? [] : nil
    case .save: nil
    }
  }

  /// Goes on to the next field, or asks the service from the last one.
  mutating func submit() -> [Effect] {
    guard field == .save || field == .again else {
      step(1)
      return []
    }
    guard !isWaiting else { return [] }
    for (text, field) in [(old, Field.old), (new, .new), (again, .again)] where text.isOverlong {
      (problem, self.field) = (.tooLong, field)
      return []
    }
    guard new.text.count >= Self.shortest else {
      (problem, field) = (.tooShort, .new)
      return []
    }
    guard new.text == again.text else {
      (problem, field) = (.different, .again)
      return []
    }
    (problem, isWaiting) = (nil, true)
    return [.changePassword(from: old.text, to: new.text)]
  }

  /// Takes the service's reply.
  mutating func finish(_ failure: ServiceError?) {
    self = PasswordForm()
    problem = failure.map(Problem.failed)
  }
}
