import Foundation
import PickModel
import PickTestRunning
import Testing

@testable import PickImport
@testable import PickStore
@testable import PickStoreSQLite

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
      ("Godfather, The (1972)", "The Godfather", 1972),
      ("Fish Called Wanda, A (1988)", "A Fish Called Wanda", 1988),
      (
        "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
        "The City of Lost Children (La Cité des enfants perdus)", 1995
      ),
      ("Enfer, L' (1994)", "L'Enfer", 1994), ("Paris, Texas (1984)", "Paris, Texas", 1984),
      ("Me, Myself & Irene (2000)", "Me, Myself & Irene", 2000), (", The", ", The", nil),
      ("Good, the Bad and the Ugly, The (1966)", "The Good, the Bad and the Ugly", 1966),
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
    #expect(batch.titles.map(\.title.name.original) == ["Toy Story", "la Amélie", "Emma", "Emma"])
    #expect(batch.titles.map(\.title.year) == [1995, 2001, 1996, 1996])
    #expect(batch.titles[0].title.genres.map(\.id) == ["애니메이션", "어린이"])
    #expect(batch.titles[0].title.genres.map(\.name.english) == ["Animation", "Children"])
    #expect(
      batch.titles.map(\.notes) == [
        TitleNotes(stars: .init(mean: 4.5, count: 2)),
        TitleNotes(stars: .init(mean: 0.5, count: 1)),
        .none, .none,
      ])
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

  @Test("a rating from the future is not taken: it would lead every list until then")
  func future() throws {
    // Files are read in March 2030 here.
    let (batch, rejected) = try read(
      movies: "movieId,title,genres\n1,A (1999),Drama\n",
      ratings: """
        userId,movieId,rating,timestamp
        1,1,4.0,1900086400
        2,1,4.0,1900086401
        """)
    #expect(batch.events.count == 1)
    #expect(rejected.listed.map(\.reason) == [.inFuture(column: "timestamp")])
  }

  @Test("tags become keywords, the most used first; links keep their identifiers")
  func notes() throws {
    let files = try ImportFiles()
    _ = try files.write(
      "movieId,title,genres\n1,A (1999),Drama\n2,B (2000),Drama\n", as: "movies.csv")
    _ = try files.write("userId,movieId,rating,timestamp\n1,1,4.0,964982703\n", as: "ratings.csv")
    _ = try files.write(
      """
      userId,movieId,tag,timestamp
      1,1,Prison,1
      2,1,prison,2
      3,1,hope,3
      4,1,a sentence that is so long that it can hardly be called a keyword,4
      5,9,lost,5
      """, as: "tags.csv")
    _ = try files.write(
      "movieId,imdbId,tmdbId\n1,0111161,278\n2,0113497,\n2,tt12,3\n", as: "links.csv")
    var importer = MovieLensImporter(now: Instant(secondsSince1970: 1_900_000_000)) { _ in }
    let found = try importer.read(directory: files.path)
    #expect(
      found.batch.titles.map(\.notes) == [
        TitleNotes(
          stars: .init(mean: 4, count: 1), keywords: ["prison", "hope"], imdb: "tt0111161",
          tmdb: 278),
        TitleNotes(imdb: "tt0113497"),
      ])
    #expect(
      found.rejected.listed.map(\.reason)
        == [.unknown(column: "movieId"), .malformed(column: "imdbId")])
    #expect(
      found.batch.titles[0].notes.links == ["imdb.com/title/tt0111161", "themoviedb.org/movie/278"])
  }

  @Test("viewer 1 of MovieLens is not viewer 1 of the original")
  func namespaces() throws {
    let (batch, _) = try read(
      movies: "movieId,title,genres\n1,A (1999),Drama\n",
      ratings: "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n")
    let other: Viewer.ID = StableIdentifier.make("hellopick/viewer/1")
    #expect(batch.accounts.map(\.viewer) != [other])
  }

  @Test("the real set has its published sizes, and a second run stores nothing", .needs(.movieLens))
  func realSet() async throws {
    let directory = try #require(Need.movieLens.found)
    let run = ImportRun(into: try SQLiteDatabase.inMemory())
    let source = ImportSource.movieLens(directory: directory)
    let report = try await run.run(source, now: Instant(secondsSince1970: 1_900_000_000))
    let sizes = ImportCount(titles: 9742, assets: 9742, viewers: 610, events: 100_836)
    #expect(report.stored == sizes && report.rejected.isEmpty)
    let second = try await run.run(source, now: Instant(secondsSince1970: 1_900_000_000))
    #expect(second.stored == ImportCount())
  }

  /// Two users and two movies as each of the layouts writes them, the second name in Latin-1.
  private func folder(of layout: String) throws -> ImportFiles {
    let files = try ImportFiles()
    func latin(_ text: String, _ name: String) throws {
      _ = try files.write(try #require(TextEncoding.latin1.bytes(text)), as: name)
    }
    switch layout {
    case "1M":
      try latin(
        "1::Blue Kite (1995)::Animation|Children's\n2::Été à Paris (1996)::Drama\n", "movies.dat")
      try latin("1::1::5::978300760\n1::2::3::978302109\n2::2::4::978301968\n", "ratings.dat")
    case "100K":
      let none = "|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
      try latin(
        "1|Blue Kite (1995)|01-Jan-1995||http://x/a?b|0|0|0|1|1" + none.dropFirst(2)
          + "2|Été à Paris (1996)|01-Jan-1996||http://x|0|0|0|0" + none, "u.item")
      try latin("1\t1\t5\t978300760\n1\t2\t3\t978302109\n2\t2\t4\t978301968\n", "u.data")
    default: break
    }
    return files
  }

  @Test("the folders of 1M and 100K are read as well", arguments: ["1M", "100K"])
  func layouts(layout: String) throws {
    let files = try folder(of: layout)
    var importer = MovieLensImporter(now: Instant(secondsSince1970: 1_900_000_000)) { _ in }
    let found = try importer.read(directory: files.path)
    #expect(found.rejected.count == 0, "\(found.rejected.listed)")
    #expect(found.batch.titles.map(\.title.name.original) == ["Blue Kite", "Été à Paris"])
    #expect(found.batch.titles.map(\.title.year) == [1995, 1996])
    #expect(
      found.batch.titles[0].title.genres.map(\.name.original).sorted()
        == ["애니메이션", "어린이"])
    #expect(found.batch.events.count == 3 && found.batch.accounts.map(\.number) == ["1", "2"])
    #expect(found.forms.map(\.encoding) == [.latin1, .utf8])
  }

  private func read(
    movies: String, ratings: String
  ) throws -> (ImportBatch, RejectedRows) {
    let files = try ImportFiles()
    _ = try files.write(movies, as: "movies.csv")
    _ = try files.write(ratings, as: "ratings.csv")
    var importer = MovieLensImporter(now: Instant(secondsSince1970: 1_900_000_000)) { _ in }
    let found = try importer.read(directory: files.path)
    return (found.batch, found.rejected)
  }
}
