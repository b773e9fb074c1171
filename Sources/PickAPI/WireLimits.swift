import PickModel

/// How long and how many things on the wire may be; `openapi.yaml` states the same numbers.
///
/// Lengths of texts are counted in Unicode scalars, as JSON Schema counts them.
public enum WireLimits {
  /// Facts in one batch.
  public static let batchCount = 500
  /// Cards of one search.
  public static let searchCount = 200
  /// Cards of a search that does not say how many.
  public static let defaultSearchCount = 50
  /// The place of the first card of a search.
  public static let searchOffset = 1_000_000
  /// The name of a genre in a query.
  public static let genreLength = 128
  /// The latest year in a query.
  public static let latestYear = 9999
  /// The words searched for.
  public static let queryLength = 200
  /// An entered number.
  public static let numberLength = Account.longestNumber
  /// A password.
  public static let passwordLength = 1024
  /// Fewest letters of a new password.
  public static let newPasswordLength = 8
  /// What a device calls itself.
  public static let deviceNameLength = 64
  /// A token or a device code.
  public static let tokenLength = 2048
  /// A cursor.
  public static let cursorLength = 2048
  /// A code that a person types, with whatever is typed between its letters.
  public static let userCodeLength = 32
  /// A shelf's name.
  public static let shelfLength = 1100
  /// The name of a front page.
  public static let recommendationLength = 64
  /// Seconds of a watched part, and positions in it: a week.
  public static let longestSeconds = 604_800
  /// Places on a shelf.
  public static let shelfPositions = 10_000
  /// Pixels a picture may be asked for.
  public static let pictureWidth = 4096
  /// Bytes of the longest picture.
  public static let pictureBytes = 1_000_000
  /// Seconds a fact may lie ahead of the server's clock.
  public static let clockSkewSeconds: Int64 = 300
  /// The earliest instant a fact may have: 2000-01-01T00:00:00Z.
  public static let earliest: Int64 = 946_684_800_000
  /// The latest instant that can be stated at all: 2100-01-01T00:00:00Z.
  public static let latest: Int64 = 4_102_444_800_000
  /// Arrays and objects inside each other.
  public static let depth = 8
  /// Members of one object.
  public static let memberCount = 32
  /// Values of one body: a full batch has 3,502.
  public static let valueCount = 8000
}
