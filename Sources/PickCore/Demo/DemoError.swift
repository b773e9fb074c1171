/// What can go wrong making or exporting a demo world, as a fact.
public enum DemoError: Error, Equatable, Sendable {
  /// A size no world can be made in; `option` as it is spelled on the command line.
  case outOfRange(option: String, allowed: ClosedRange<Int>)
  /// The database exists and is not a demo world; it is left alone.
  case notADemo(path: String)
  /// The demo world there is open in another program; it is left alone.
  case inUse(path: String)
  /// The month's directory exists already; nothing was written.
  case alreadyExported(path: String)
  /// A text has no form in the export's encoding.
  case notEncodable(String)
  /// No room left on the device.
  case full(path: String)
  /// A file operation failed underneath; `reason` is for the log.
  case inputOutput(path: String, reason: String)
  /// The database below.
  case store(StoreError)
  /// A password could not be hashed.
  case password(PasswordHashError)
  /// Asked to stop; nothing is left behind.
  case cancelled
}
