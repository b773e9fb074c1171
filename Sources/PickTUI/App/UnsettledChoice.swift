import PickModel

/// A choice on its way to the service: what was asked before it arrived tells of an earlier time.
struct UnsettledChoice: Hashable, Sendable {
  /// Writes whose replies have not come.
  var writes = 0
  /// The last request that was numbered when the last reply came.
  var settledAt: RequestID = 0
}

extension AppModel {
  /// Notes that a choice goes to the service.
  mutating func unsettle(_ write: Write) -> Effect {
    if let title = write.chosenTitle { unsettled[title, default: UnsettledChoice()].writes += 1 }
    return .write(write)
  }

  /// Notes that a choice arrived, or that it did not and the service has to be asked what holds.
  mutating func settleChoice(_ write: Write, hasFailed: Bool) {
    guard let title = write.chosenTitle, var choice = unsettled[title] else { return }
    choice.writes -= 1
    choice.settledAt = lastRequest
    unsettled[title] = choice
    if hasFailed, choice.writes == 0 { choices[title] = nil }
  }

  /// Whether the answer to a request can know all that was chosen for a title.
  func knowsChoice(of title: Title.ID, _ request: RequestID) -> Bool {
    guard let choice = unsettled[title] else { return true }
    return choice.writes == 0 && request > choice.settledAt
  }
}
