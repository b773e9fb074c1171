/// Finds the word table a gap is filled from.
enum Vocabulary {
  static func table(_ name: String) -> WordTable? { tables[name] }

  private static let tables: [String: WordTable] = places.merging(things) { $1 }
    .merging(people) { $1 }.merging(qualities) { $1 }.merging(topics) { $1 }
    .merging(children) { $1 }
}
