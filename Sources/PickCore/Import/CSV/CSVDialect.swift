/// What stands between the fields and the records of a table.
struct CSVDialect: Equatable, Sendable {
  /// What separates fields: one byte or two.
  let separator: [UInt8]
  /// Whether a field may be quoted.
  let hasQuotes: Bool
  /// Whether a carriage return alone ends a record too.
  var endsAtReturn: Bool

  /// A way to write tables.
  init(separator: [UInt8] = [CSVGrammar.comma], hasQuotes: Bool = true, endsAtReturn: Bool = false)
  {
    precondition((1...2).contains(separator.count), "one byte or two")
    self.separator = separator
    self.hasQuotes = hasQuotes
    self.endsAtReturn = endsAtReturn
  }

  /// RFC 4180.
  static let csv = CSVDialect()
}
