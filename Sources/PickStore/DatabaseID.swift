/// Names one database: the issuer of the sessions, caches and queues that belong to it.
public struct DatabaseID: Hashable, Sendable {
  /// 32 lower-case hexadecimal digits.
  public let rawValue: String

  /// A name that is already known.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// 128 bits drawn from `generator`: a seeded one gives a demo world the same name every time.
  public init(using generator: inout some RandomNumberGenerator) {
    let halves: [UInt64] = [generator.next(), generator.next()]
    rawValue = halves.map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// A random name, unique to this database.
  public static func random() -> DatabaseID {
    var generator = SystemRandomNumberGenerator()
    return DatabaseID(using: &generator)
  }
}

/// How a database is opened.
public enum DatabaseMode: Equatable, Sendable {
  /// It must be there: the file, or the tables on a server.
  case existing
  /// Made, under this name, when it is not there; on a server the empty database must be.
  case createIfMissing(DatabaseID)
}
