import PickCore

extension StoreError {
  /// What a connection, or a closure run on it, reported, as a fact of ours.
  init(_ error: any Error) {
    switch error {
    case let known as StoreError: self = known
    case let failure as MySQLFailure: self.init(failure)
    case let unknown as UnknownOutcome: self.init(unknown.failure)
    case is LostRace: self = .busy
    case is CancellationError: self = .unexpected(reason: "cancelled")
    default: self = .unexpected(reason: String(describing: error))
    }
  }

  init(_ failure: MySQLFailure) {
    let reason = Self.reason(failure)
    switch failure.number {
    case _ where failure.isConflict: self = .busy
    // More connections than the server or the account may have.
    case 1040, 1203, 1226: self = .busy
    case _ where failure.isLost: self = .unreachable(reason: Self.spoken(failure))
    // Not unique, no parent, still a parent, a check, null where there must be something.
    case 1062, 1586, 1216, 1217, 1451, 1452, 4025, 3819, 1048:
      self = .constraint(table: Self.table(failure))
    // Access denied, no such database, a certificate that proves nothing, an unknown method.
    case 1044, 1045, 1049, 1130, 1142, 1698, 2026, 2058, 2059:
      self = .cannotOpen(reason: Self.spoken(failure))
    case 1290, 1792, 1836: self = .readOnly
    case 1021, 1114: self = .full
    case _ where failure.isWriteError && failure.message.contains("28"): self = .full
    case 1033, 1034, 1194, 1195, 1712, 1877: self = .corrupt(reason: reason)
    case _ where failure.isWriteError: self = .inputOutput(reason: reason)
    default: self = .unexpected(reason: reason)
    }
  }

  // The server's words may repeat stored values: a log gets no titles and no secrets.
  private static func reason(_ failure: MySQLFailure) -> String {
    "MySQL \(failure.number) in \(failure.sql)"
  }

  // What is said while connecting names hosts and accounts only.
  private static func spoken(_ failure: MySQLFailure) -> String {
    "\(failure.message) (\(failure.number))"
  }

  /// The server names the table of a broken reference; the statement names it otherwise.
  private static func table(_ failure: MySQLFailure) -> String {
    let words = failure.sql.split(whereSeparator: { " \n(`".contains($0) })
    let verbs: Set<Substring> = ["INTO", "UPDATE", "FROM"]
    guard let verb = words.firstIndex(where: verbs.contains), verb + 1 < words.count else {
      return ""
    }
    return String(words[verb + 1])
  }
}
