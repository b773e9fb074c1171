/// The word tables gaps are filled from, by the gap's name.
enum WordTables {
  static func named(_ name: String) -> WordTable? { tables[name] }

  private static let tables: [String: WordTable] = places.merging(things) { $1 }
    .merging(people) { $1 }.merging(qualities) { $1 }.merging(topics) { $1 }
    .merging(children) { $1 }
}
