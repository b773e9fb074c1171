import GRDB

extension PopularityCells {
  /// Adds the sums to what is stored.
  func write(_ db: Database) throws {
    let upsert = try PreparedStatement(
      db,
      """
      INSERT INTO popularity (slot, title, weight) VALUES (?1, ?2, ?3)
      ON CONFLICT (slot, title) DO UPDATE SET weight = weight + excluded.weight
      """)
    for sum in all {
      upsert.bind(1, sum.slot)
      upsert.bind(2, sum.title)
      upsert.bind(3, sum.weight)
      try upsert.run()
    }
  }
}
