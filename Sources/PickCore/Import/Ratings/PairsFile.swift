/// Pairs of users and items whose ratings are asked for: a table as `RatingsFile` reads it, of which
/// only users and items matter.
public struct PairsFile: Sendable {
  /// Who is named.
  public let users: RatingNames
  /// What is named.
  public let items: RatingNames
  /// The place in `users.arrival` of each pair, in the file's order.
  public let user: [Int32]
  /// The place in `items.arrival` of each pair.
  public let item: [Int32]
  /// Rows that were left out: at most one in a hundred.
  public let rejected: RejectedRows
  /// What the file was taken for.
  public let form: TableForm

  /// How many pairs there are.
  public var count: Int { user.count }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: what the caller says of it.
  ///   - progress: called about a hundred times.
  /// - Throws: `ImportError`: `badRow`, `wrongHeader`, and what files that cannot be read are.
  public init(
    _ path: String, options: TableOptions = TableOptions(),
    progress: (ImportProgress) -> Void = { _ in }
  ) throws(ImportError) {
    var opened = try RatingTable(path, options: options, needed: [.user, .item])
    var (users, items) = (NameTable(), NameTable())
    var (user, item): ([Int32], [Int32]) = ([], [])
    var rejected = RejectedRows()
    try opened.table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in
      let names = try RatingRows.names(row)
      user.append(users.number(adding: names.0))
      item.append(items.number(adding: names.1))
    }
    try rejected.checkTable()
    self.users = RatingNames(users, encoding: opened.table.encoding)
    self.items = RatingNames(items, encoding: opened.table.encoding)
    self.user = user
    self.item = item
    self.rejected = rejected
    form = opened.form
  }
}
