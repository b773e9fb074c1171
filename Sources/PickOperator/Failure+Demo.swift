import PickCore

extension Failure {
  init(_ error: DemoError) {
    switch error {
    case .outOfRange(let option, let allowed):
      self.init(.usage, "--\(option) goes from \(allowed.lowerBound) to \(allowed.upperBound).")
    case .notADemo(let path):
      self.init(
        .noPermission, "\(path) is not a demo world; it was left alone. Use another --data.")
    case .inUse(let path):
      self.init(.tryAgain, "\(path) is open in another program. Leave that one first.")
    case .alreadyExported(let path):
      self.init(.badData, "\(path) is there already; nothing was written. Use another --inbox.")
    case .notEncodable(let text):
      self.init(.badData, "CP949 has no form of “\(text)”.")
    case .full(let path): self.init(.inputOutput, "No room left on the disk for \(path).")
    case .inputOutput(let path, let reason):
      self.init(.inputOutput, "\(path) cannot be written: \(reason)")
    case .store(let error): self.init(error)
    case .password: self.init(.unavailable, "A password could not be hashed: too little memory?")
    case .cancelled: self.init(.tryAgain, "Stopped before it was done; nothing is left behind.")
    }
  }
}
