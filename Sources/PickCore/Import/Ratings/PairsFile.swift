/// Pairs of users and items whose ratings are asked for: CSV or TSV with the columns `user` and
/// `item`; further ones are passed over.
public struct PairsFile: Sendable {
  /// Who is named.
  public let users: RatingNames
  /// What is named.
  public let items: RatingNames
  /// The place in `users.arrival` of each pair, in the file's order.
  public let user: [Int32]
  /// The place in `items.arrival` of each pair.
  public let item: [Int32]

  /// How many pairs there are.
  public var count: Int { user.count }

  /// Reads a file; it is taken whole or not at all.
  ///
  /// - Throws: `ImportError`: `badRow`, `wrongHeader`, and what files that cannot be read are.
  public init(
    _ path: String, encoding: TextEncoding? = nil,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) {
    var table = try CSVTable(
      path, required: Self.required, encoding: encoding, mayHaveTabs: true)
    var (users, items) = (NameTable(), NameTable())
    var (user, item): ([Int32], [Int32]) = ([], [])
    var rejected = RejectedRows()
    try table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in
      let fields = (row.bytes(0), row.bytes(1))
      guard !fields.0.isEmpty else { throw .empty(column: Self.required[0]) }
      guard !fields.1.isEmpty else { throw .empty(column: Self.required[1]) }
      user.append(users.number(adding: fields.0))
      item.append(items.number(adding: fields.1))
    }
    try rejected.refuseAny()
    self.users = RatingNames(users, encoding: table.encoding)
    self.items = RatingNames(items, encoding: table.encoding)
    self.user = user
    self.item = item
  }

  private static let required = ["user", "item"]
}
