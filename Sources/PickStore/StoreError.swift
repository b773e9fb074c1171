/// What can go wrong below a store, as a fact; sentences for people are made elsewhere.
public enum StoreError: Error, Equatable, Sendable {
  /// Another connection held the write lock longer than the busy timeout.
  case busy
  /// A row refers to something that is not there, or exists already.
  case constraint(table: String)
  /// The file is not a database, or its pages contradict each other.
  case corrupt(reason: String)
  /// The file is a database of another program.
  case foreignDatabase
  /// The file was written by a newer Pick; `found` and `known` are migration names.
  case newerSchema(found: String, known: String)
  /// No room left on the device.
  case full
  /// The file or its directory cannot be written.
  case readOnly
  /// The server of the database does not answer, or went away in the middle.
  case unreachable(reason: String)
  /// The database cannot be opened or created.
  case cannotOpen(reason: String)
  /// A file operation failed underneath.
  case inputOutput(reason: String)
  /// Anything else the database reported; `reason` is for the log.
  case unexpected(reason: String)
}
