/// How long and how many things on the wire may be; `openapi.yaml` states the same numbers.
public enum WireLimits {
  /// Facts in one batch.
  public static let batchCount = 500
  /// Cards of one search.
  public static let searchCount = 200
  /// Cards of a search that does not say how many.
  public static let defaultSearchCount = 50
  /// UTF-8 bytes of the words searched for.
  public static let queryBytes = 400
  /// UTF-8 bytes of an entered number.
  public static let numberBytes = 256
  /// UTF-8 bytes of a password.
  public static let passwordBytes = 4096
  /// UTF-8 bytes of what a device calls itself.
  public static let deviceNameBytes = 256
  /// UTF-8 bytes of a token, a device code or a cursor.
  public static let tokenBytes = 4096
  /// UTF-8 bytes of a shelf's name.
  public static let shelfBytes = 1100
  /// Seconds of a watched part, and positions in it: a week.
  public static let longestSeconds = 604_800
  /// Places on a shelf.
  public static let shelfPositions = 10_000
  /// Seconds a fact may lie ahead of the server's clock.
  public static let clockSkewSeconds: Int64 = 300
  /// The earliest instant a fact may have: 2000-01-01T00:00:00Z.
  public static let earliestSeconds: Int64 = 946_684_800
  /// Arrays and objects inside each other.
  public static let depth = 8
}
