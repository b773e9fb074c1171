public import PickModel

/// What a demo world was made from; the same facts make the same world.
public struct DemoFacts: Equatable, Sendable {
  /// Where its randomness started.
  public let seed: UInt64
  /// The first instant after its behaviour.
  public let until: Instant

  /// Facts of a demo world.
  public init(seed: UInt64, until: Instant) {
    self.seed = seed
    self.until = until
  }
}

extension SQLiteDatabase {
  /// What the demo world in this database was made from; `nil` when it holds real data.
  public func demo() async throws(StoreError) -> DemoFacts? {
    try await read { db in
      let facts = try db.first("SELECT demo_seed, demo_until FROM meta") { row -> DemoFacts? in
        guard let seed = try row.readIfPresent(0, of: "meta", as: Int64.self),
          let until = try row.readIfPresent(1, of: "meta", as: Instant.self)
        else { return nil }
        return DemoFacts(seed: UInt64(bitPattern: seed), until: until)
      }
      return facts ?? nil
    }
  }

  /// Declares this database a demo world, for good.
  ///
  /// - Parameter facts: what it is made from.
  /// - Throws: `constraint` when it has titles already and is no demo.
  public func setDemo(_ facts: DemoFacts) async throws(StoreError) {
    try await write { db in
      let changes = try db.run(
        """
        UPDATE meta SET demo_seed = ?, demo_until = ?
        WHERE demo_seed IS NOT NULL OR NOT EXISTS (SELECT 1 FROM title)
        """, [Int64(bitPattern: facts.seed), facts.until])
      guard changes == 1 else { throw StoreError.constraint(table: "meta") }
    }
  }
}
