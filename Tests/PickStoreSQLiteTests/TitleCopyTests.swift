import PickModel
import PickTestSupport
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("The copy of all titles in a file")
struct TitleCopyTests {
  private func database() async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.inMemory()
    _ = try await database.store(StoreSample.batch) { _, _ in }
    return database
  }

  private func film(_ id: Int64) -> ImportedTitle {
    ImportedTitle(
      title: Title(
        id: Title.ID(id), name: LocalizedText("\(id)"), kind: .film, category: .film, genres: [],
        year: nil, ageRating: nil, availability: .always, addedAt: StoreSample.now),
      key: "\(id)", synopsis: LocalizedText(""), cast: [])
  }

  private func run(_ sql: String, _ database: SQLiteDatabase) async throws {
    try await database.write { try $0.command(sql) }
  }

  private func hasCopy(_ database: SQLiteDatabase) async throws -> Bool {
    TitleCopy.titles(try await database.read(TitleCopy.portions)) != nil
  }

  @Test("what adds titles makes it, and it is what titles are read from")
  func used() async throws {
    let database = try await database()
    #expect(try await hasCopy(database))
    let one = Array(StoreSample.titles.map(\.title).prefix(1))
    _ = try await database.write { db in
      try db.run("UPDATE title_copy SET titles = ?", [PackedTitles.pack(one)])
    }
    #expect(try await database.titles() == one)
  }

  @Test(
    "any change of a row it was made of removes it",
    arguments: [
      "UPDATE title SET name = 'other' WHERE id = 1", "UPDATE genre SET english = 'Other'",
      "DELETE FROM genre_list_member",
      "UPDATE title SET genre_list = (SELECT max(id) FROM genre_list) WHERE id = 1",
    ])
  func removed(sql: String) async throws {
    let database = try await database()
    try await run(sql, database)
    #expect(try await !hasCopy(database))
    let rows = try await database.read { try TitleRow.all($0) }
    let titles = try await database.titles()
    #expect(titles == rows && titles.map(\.genres) == rows.map(\.genres))
  }

  @Test("titles that come later are in it, those that came twice once")
  func later() async throws {
    let database = try await database()
    let batch = ImportBatch(titles: StoreSample.titles + [film(77)])
    _ = try await database.store(batch) { _, _ in }
    #expect(try await hasCopy(database))
    #expect(try await database.titles().map(\.id.rawValue) == [1, 2, 77])
  }

  @Test("bytes of no program of ours are passed over, and the rows read")
  func torn() async throws {
    let database = try await database()
    try await run("UPDATE title_copy SET titles = x'01000000ff'", database)
    #expect(try await database.titles() == StoreSample.titles.map(\.title))
  }

  @Test("more titles than a row of it holds come in their order")
  func many() async throws {
    let database = try SQLiteDatabase.inMemory()
    let titles = (1...Int64(TitleCopy.portion * 2 + 1)).map(film)
    _ = try await database.store(ImportBatch(titles: titles)) { _, _ in }
    #expect(
      try await database.read { try $0.integer("SELECT count(*) FROM title_copy") } == 3)
    #expect(try await database.titles() == titles.map(\.title))
  }
}
