import Foundation
import PickModel
import Testing

@testable import PickCore

@Suite("MovieLens")
struct MovieLensImporterTests {
  @Test(
    "the year leaves the name",
    arguments: [
      ("Toy Story (1995)", "Toy Story", 1995), ("Babylon 5", "Babylon 5", nil),
      ("Alive (1993) ", "Alive", 1993),
      ("Death Note (2006–2007)", "Death Note", 2006), ("Show (2015-)", "Show", 2015),
      ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968), ("(1995)", "(1995)", nil),
      ("Seven (a.k.a. Se7en) (1995)", "Seven (a.k.a. Se7en)", 1995), ("X (abcd)", "X (abcd)", nil),
      ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009), ("X (9999)", "X (9999)", nil),
    ] as [(String, String, Int?)])
  func names(field: String, name: String, year: Int?) {
    let read = MovieLensName(ImportedText.cleaned(field))
    #expect(read.name == name)
    #expect(read.year == year)
  }

  @Test(
    "stars become a preference of a fifth each",
    arguments: [
      ("0.5", 0.1), ("1", 0.2), ("3.0", 0.6), ("4.5", 0.9), ("5.0", 1), ("0", nil), ("5.5", nil),
      ("3.7", nil),
      ("", nil), ("-1", nil), ("four", nil), ("3.", nil), ("NaN", nil),
    ] as [(String, Double?)])
  func ratings(field: String, preference: Double?) {
    #expect(MovieLensRating.preference(Array(field.utf8)[...]) == preference)
  }

  @Test("movies become films with one asset, ratings facts with a preference")
  func small() throws {
    let (batch, rejected) = try read(
      movies: """
        movieId,title,genres
        1,Toy Story (1995),Animation|Children
        2,"Amélie, la (2001)",(no genres listed)
        838,Emma (1996),Drama
        26958,Emma (1996),Romance
        """,
      ratings: """
        userId,movieId,rating,timestamp
        1,1,4.0,964982703
        1,2,0.5,964981247
        2,1,5.0,964980000
        2,9,5.0,964980000
        """)
    #expect(batch.titles.map(\.key) == ["1", "2", "838", "26958"])
    #expect(batch.titles.map(\.title.name.original) == ["Toy Story", "Amélie, la", "Emma", "Emma"])
    #expect(batch.titles.map(\.title.year) == [1995, 2001, 1996, 1996])
    #expect(batch.titles[0].title.genres.map(\.id) == ["Animation", "Children"])
    #expect(batch.titles[1].title.genres.isEmpty)
    #expect(batch.titles.allSatisfy { $0.title.category == .film && $0.title.kind == .film })
    #expect(batch.assets.map(\.names.count) == [1, 1, 1, 1])
    #expect(batch.assets[2].asset.name == "Emma (1996) #838")
    #expect(batch.assets.allSatisfy { $0.asset.runningSeconds == nil })
    #expect(batch.accounts.map(\.number) == ["1", "2"])
    #expect(batch.events.map(\.statedPreference) == [0.8, 0.1, 1])
    #expect(batch.assets[0].asset.addedAt == Instant(secondsSince1970: 964_980_000))
    #expect(rejected.listed.map(\.reason) == [.unknown(column: "movieId")])
    #expect(rejected.listed.map(\.line) == [5])
  }

  @Test("viewer 1 of MovieLens is not viewer 1 of the original")
  func namespaces() throws {
    let (batch, _) = try read(
      movies: "movieId,title,genres\n1,A (1999),Drama\n",
      ratings: "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n")
    let other: Viewer.ID = StableIdentifier.make("hellopick/viewer/1")
    #expect(batch.accounts.map(\.viewer) != [other])
  }

  @Test("the real set has its published sizes, and a second run stores nothing")
  func realSet() async throws {
    guard let directory = ProcessInfo.processInfo.environment["PICK_MOVIELENS"] else {
      print("SKIPPED: the real MovieLens set; set PICK_MOVIELENS=DIR to read it")
      return
    }
    let run = ImportRun(into: try SQLiteDatabase.inMemory())
    let source = ImportSource.movieLens(directory: directory)
    let report = try await run.run(source, now: Instant(secondsSince1970: 0))
    let sizes = ImportCount(titles: 9742, assets: 9742, viewers: 610, events: 100_836)
    #expect(report == ImportReport(stored: sizes, rejected: []))
    let second = try await run.run(source, now: Instant(secondsSince1970: 0))
    #expect(second.stored == ImportCount())
  }

  private func read(
    movies: String, ratings: String
  ) throws -> (ImportBatch, RejectedRows) {
    let files = try ImportFiles()
    _ = try files.write(movies, as: "movies.csv")
    _ = try files.write(ratings, as: "ratings.csv")
    var importer = MovieLensImporter(now: Instant(secondsSince1970: 0)) { _ in }
    return try importer.read(directory: files.path)
  }
}
