import PickModel
import Testing

@testable import PickImport
@testable import PickStore

@Suite("The original's files")
struct HelloPickImporterTests {
  @Test("titles, assets, viewers and events are read", arguments: TextEncoding.korean)
  func whole(encoding: TextEncoding) throws {
    let (batch, rejected) = try read(HelloPickFixture(), in: encoding)
    #expect(rejected.count == 0)
    #expect(batch.titles.map(\.key) == ["소방서 옆 경찰서", "타짜 2", "뽀로로", "뷁의 모험"])
    #expect(batch.assets.count == 5)
    #expect(batch.accounts.map(\.number) == ["59879001", "59879002"])
    #expect(batch.events.count == 4)
  }

  @Test("pages come from the category columns, and missing ones are no mistake")
  func categories() throws {
    let (batch, _) = try read(HelloPickFixture())
    #expect(batch.titles.map(\.title.category) == [.drama, .film, .kids, nil])
    #expect(batch.titles.map(\.title.kind) == [.series, .film, .series, .film])
  }

  @Test(
    "category columns decide together",
    arguments: [
      ("영화", "애니메이션", "영화", Category.film), ("TV드라마", "", "", .drama), ("TV방송", "키즈", "TV", .kids),
      ("TV방송", "TV애니메이션", "", .animation), ("TV방송", "", "애니", .animation),
      ("TV방송", "예능", "TV 연예/오락", .broadcast), ("TV방송", "", "영화", .broadcast), ("", "", "영화", .film),
      ("", "드라마", "", .drama), ("", "", "키즈", .kids), ("", "", "다큐", .broadcast), ("", "", "", nil),
    ] as [(String, String, String, Category?)])
  func category(high: String, low: String, contentClass: String, expected: Category?) {
    let found = HelloPickCategory.category(high: high, low: low, contentClass: contentClass)
    #expect(found == expected)
  }

  @Test("one episode under two names is one asset with two names")
  func aliases() throws {
    let (batch, _) = try read(HelloPickFixture())
    let second = batch.assets[1]
    #expect(second.names == ["소방서 옆 경찰서 02회", "소방서 옆 경찰서 2회"])
    #expect(second.asset.episode == EpisodeNumber(number: 2))
    #expect(second.asset.runningSeconds == 4200)
    #expect(batch.events[1].asset == second.asset.id)
  }

  @Test("running times are whole seconds, and none is no mistake")
  func runningTimes() throws {
    let (batch, _) = try read(HelloPickFixture())
    #expect(batch.assets.map(\.asset.runningSeconds) == [4140, 4200, 8400, 600, nil])
  }

  @Test("times are Seoul's, and odd lengths are kept")
  func events() throws {
    let (batch, _) = try read(HelloPickFixture())
    let first = SeoulTime(batch.events[0].startedAt)
    #expect(first == SeoulTime(year: 2023, month: 8, day: 1, hour: 23, minute: 5, second: 47))
    #expect(batch.events.map(\.watchedSeconds) == [4000, 9000, 0, 61])
    #expect(batch.events.allSatisfy { $0.source == .imported && $0.statedPreference == nil })
  }

  @Test("an asset arrives with its first view, an unseen one with the first of all")
  func arrivals() throws {
    let (batch, _) = try read(HelloPickFixture())
    let days = batch.assets.map { SeoulTime($0.asset.addedAt).day }
    #expect(days == [1, 2, 3, 1, 30])
    #expect(SeoulTime(batch.titles[0].title.addedAt).day == 1)
  }

  @Test("texts are cleaned at the border and stored in NFC")
  func cleaned() throws {
    var fixture = HelloPickFixture()
    fixture.assets.append(
      HelloPickFixture.asset(
        "\u{1112}\u{1161}\u{11AB}\u{1B}]0;x\u{07}\u{202E}  강  1회",
        clean: "\u{1112}\u{1161}\u{11AB} 강",
        seconds: "", low: "", high: "TV방송"))
    let (batch, _) = try read(fixture)
    let title = try #require(batch.titles.last)
    #expect(Array(title.title.name.original.unicodeScalars) == Array("한 강".unicodeScalars))
    #expect(batch.assets.last?.asset.name == "한 강 1회")
    #expect(title.synopsis.original == "줄거리, \"인용\" 둘째 줄")
    #expect(title.cast == ["김래원", "손호준"])
  }

  @Test("a film and a series of one name are two titles")
  func sameName() throws {
    var fixture = HelloPickFixture()
    fixture.assets.append(
      HelloPickFixture.asset("타짜 2 1회", clean: "타짜 2", seconds: "", low: "", high: "TV드라마"))
    let (batch, rejected) = try read(fixture)
    #expect(rejected.count == 0)
    #expect(
      batch.titles.filter { $0.title.name.original == "타짜 2" }.map(\.key) == ["타짜 2 (영화)", "타짜 2"])
    #expect(Set(batch.titles.map(\.title.id)).count == 5)
  }

  @Test("rows that repeat are one fact")
  func duplicates() throws {
    var fixture = HelloPickFixture()
    fixture.views += fixture.views
    fixture.assets += fixture.assets
    let (batch, rejected) = try read(fixture)
    #expect(rejected.count == 0)
    #expect(batch.events.count == 4)
    #expect(batch.assets.count == 5)
  }

  @Test("identifiers do not depend on the order of the rows")
  func stable() throws {
    var reversed = HelloPickFixture()
    reversed.assets.reverse()
    reversed.views.reverse()
    let (first, _) = try read(HelloPickFixture())
    let (second, _) = try read(reversed)
    #expect(Set(first.titles.map(\.title.id)) == Set(second.titles.map(\.title.id)))
    #expect(Set(first.assets.map(\.asset.id)) == Set(second.assets.map(\.asset.id)))
    #expect(Set(first.events.map(\.id)) == Set(second.events.map(\.id)))
  }

  @Test("clicks are opened detail pages")
  func clicks() throws {
    let rows = [
      ["59879003", "소방서 옆 경찰서 2회", "2023-08-01", "10:00:00"],
      ["59879003", "소방서 옆 경찰서 02회", "2023-08-01", "10:00:00"],
    ]
    let (batch, _) = try read(HelloPickFixture(), clicks: rows)
    #expect(batch.detailViews.map(\.title) == [batch.titles[0].title.id])
    #expect(batch.accounts.map(\.number).contains("59879003"))
  }

  @Test(
    "a bad asset row is listed with its line",
    arguments: [
      (1, "", RejectionReason.empty(column: "asset_nm")),
      (10, "", .empty(column: "clean_asset_nm")), (6, "-5", .malformed(column: "disp_rtm")),
      (6, "abc", .malformed(column: "disp_rtm")), (6, "4140.5", .malformed(column: "disp_rtm")),
      (6, "99999999", .malformed(column: "disp_rtm")),
      (1, "타짜 2", .nameTaken(column: "asset_nm")),
    ])
  func badAsset(column: Int, value: String, reason: RejectionReason) throws {
    var fixture = HelloPickFixture()
    fixture.assets.append(
      HelloPickFixture.asset("새 것", clean: "새 것", seconds: "", low: "", high: "TV방송"))
    fixture.assets[6][column] = value
    let (_, rejected) = try read(fixture)
    // Each of the six rows before has a synopsis of two lines.
    #expect(rejected.listed.map(\.line) == [14])
    #expect(rejected.listed.map(\.reason) == [reason])
  }

  @Test(
    "a bad view row is listed with its line",
    arguments: [
      (0, "", RejectionReason.empty(column: "subsr")), (0, "a b", .malformed(column: "subsr")),
      (1, "", .empty(column: "asset_nm")), (1, "없는 작품", .unknown(column: "asset_nm")),
      (4, "", .malformed(column: "use_tms")), (4, "-1", .malformed(column: "use_tms")),
      (4, "1e400", .malformed(column: "use_tms")), (9, "2023-02-30", .malformed(column: "date")),
      (9, "20230801", .malformed(column: "date")), (10, "24:00:00", .malformed(column: "time")),
      (10, "", .malformed(column: "time")),
    ])
  func badView(column: Int, value: String, reason: RejectionReason) throws {
    var fixture = HelloPickFixture()
    fixture.views[1][column] = value
    let (batch, rejected) = try read(fixture)
    #expect(rejected.listed.map(\.line) == [3])
    #expect(rejected.listed.map(\.reason) == [reason])
    #expect(batch.events.count == 3)
  }

  @Test("an hour of one digit is read, and separators between thousands are named")
  func looseNumbers() throws {
    var fixture = HelloPickFixture()
    let columns = HelloPickFixture.viewHeader
    let time = try #require(columns.firstIndex(of: "time"))
    let seconds = try #require(columns.firstIndex(of: "use_tms"))
    fixture.views[0][time] = "9:05:47"
    fixture.views[1][seconds] = "1,234"
    let (batch, rejected) = try read(fixture)
    #expect(batch.events.count == 3)
    #expect(SeoulTime(batch.events[0].startedAt).hour == 9)
    #expect(rejected.listed.map(\.reason) == [.thousands(column: "use_tms")])
    #expect(rejected.listed.first?.reason.text.contains("1,234") == true)
  }

  @Test("a view from the future is not taken: it would lead every list until then")
  func future() throws {
    var fixture = HelloPickFixture()
    let date = try #require(HelloPickFixture.viewHeader.firstIndex(of: "date"))
    fixture.views[1][date] = "2033-08-01"
    let (batch, rejected) = try read(fixture)
    #expect(batch.events.count == 3)
    #expect(rejected.listed.map(\.reason) == [.inFuture(column: "date")])
  }

  @Test("set-top numbers with and without leading zeros are counted")
  func paddedNumbers() throws {
    #expect(SetTopNumber.padded(["7", "007", "0", "00", "8", "x1", "0x1"]) == ["0", "7", "x1"])
    let files = try ImportFiles()
    var fixture = HelloPickFixture()
    let subscriber = try #require(HelloPickFixture.viewHeader.firstIndex(of: "subsr"))
    fixture.views[0][subscriber] = "00" + fixture.views[1][subscriber]
    guard case .helloPick(let source) = try fixture.write(to: files) else { return }
    var importer = HelloPickImporter(
      now: Instant(secondsSince1970: 1_900_000_000), sortingIn: files.path
    ) { _ in }
    let found = try importer.read(source)
    #expect(found.paddedNumbers == [fixture.views[1][subscriber]])
  }

  @Test(
    "one byte that is not of the encoding costs one row", arguments: [TextEncoding.utf8, .cp949])
  func invalidByte(encoding: TextEncoding) throws {
    let files = try ImportFiles()
    guard case .helloPick(let source) = try HelloPickFixture().write(to: files, in: encoding) else {
      return
    }
    var bytes =
      encoding.bytes(
        ([HelloPickFixture.viewHeader] + HelloPickFixture().views)
          .map(\.csvLine).joined()) ?? []
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "\n")))
    bytes.insert(0xFF, at: end)
    _ = try files.write(bytes, as: "views.csv")
    var importer = HelloPickImporter(
      now: Instant(secondsSince1970: 1_900_000_000), sortingIn: files.path
    ) { _ in }
    let found = try importer.read(source)
    let (batch, rejected) = (try found.whole(), found.rejected)
    #expect(rejected.listed.map(\.line) == [5])
    #expect(rejected.listed.map(\.reason) == [.invalidBytes(encoding: encoding)])
    #expect(batch.events.count == 3)
  }

  private func read(
    _ fixture: HelloPickFixture, in encoding: TextEncoding = .utf8, clicks: [[String]]? = nil
  ) throws -> (ImportBatch, RejectedRows) {
    let files = try ImportFiles()
    guard case .helloPick(let source) = try fixture.write(to: files, in: encoding, clicks: clicks)
    else { return (ImportBatch(), RejectedRows()) }
    var importer = HelloPickImporter(
      now: Instant(secondsSince1970: 1_900_000_000), sortingIn: files.path
    ) { _ in }
    let found = try importer.read(source)
    return (try found.whole(), found.rejected)
  }
}

extension FilesOfImport {
  /// Everything in one batch, facts by the time they began.
  func whole() throws -> ImportBatch {
    var batch = batch
    try facts?.forEachEventPortion { batch.events += $0 }
    try facts?.forEachDetailViewPortion { batch.detailViews += $0 }
    batch.events.sort { $0.startedAt < $1.startedAt }
    batch.detailViews.sort { $0.at < $1.at }
    return batch
  }
}

/// Small files in the original's format, made by hand.
struct HelloPickFixture {
  static let assetHeader = [
    "index", "asset_nm", "ct_cl", "genre_of_ct_cl", "SMRY", "ACTR_DISP", "disp_rtm", "category_l",
    "category_h", "series_nm", "clean_asset_nm", "image",
  ]
  static let viewHeader = [
    "subsr", "asset_nm", "ct_cl", "genre_of_ct_cl", "use_tms", "SMRY", "ACTR_DISP", "disp_rtm",
    "view_rate", "date", "time", "weekday", "category_l", "category_h",
  ]

  var assets: [[String]] = [
    asset("소방서 옆 경찰서 01회", clean: "소방서 옆 경찰서", seconds: "4140.0", low: "드라마", high: "TV드라마"),
    asset("소방서 옆 경찰서 02회", clean: "소방서 옆 경찰서", seconds: "4200", low: "드라마", high: "TV드라마"),
    asset("소방서 옆 경찰서 2회", clean: "소방서 옆 경찰서", seconds: "", low: "드라마", high: "TV드라마"),
    asset("타짜 2", clean: "타짜 2", seconds: "8400", low: "국내영화", high: "영화", genre: "범죄"),
    asset("뽀로로 3회", clean: "뽀로로", seconds: "600", low: "키즈", high: "TV방송", genre: "애니메이션"),
    asset("뷁의 모험", clean: "뷁의 모험", seconds: "", low: "", high: "", contentClass: ""),
  ]
  var views: [[String]] = [
    view("59879001", "소방서 옆 경찰서 01회", "4000", "2023-08-01", "23:05:47"),
    view("59879001", "소방서 옆 경찰서 2회", "9000", "2023-08-02", "23:05:47"),
    view("59879002", "타짜 2", "0", "2023-08-03", "00:00:00"),
    view("59879002", "뷁의 모험", "61", "2023-09-30", "23:59:59"),
  ]

  static func asset(
    _ name: String, clean: String, seconds: String, low: String, high: String,
    genre: String = "수사", contentClass: String = "TV"
  ) -> [String] {
    [
      "1", name, contentClass, genre, "줄거리, \"인용\"\n둘째 줄", "김래원, 손호준", seconds, low, high, "",
      clean, "",
    ]
  }

  static func view(
    _ viewer: String, _ asset: String, _ seconds: String, _ date: String, _ time: String
  ) -> [String] {
    [viewer, asset, "", "", seconds, "", "", "", "97.1", date, time, "화", "", ""]
  }

  /// Enough good views that a bad row or two is less than one in a hundred.
  mutating func addManyViews(_ count: Int = 400) {
    for index in 0..<count {
      let (minute, second) = (index / 60 % 60, index % 60)
      views.append(
        Self.view(
          "7", "타짜 2", "10", "2023-08-05",
          "10:\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)"))
    }
  }

  /// Writes the files and names them as a source.
  func write(
    to files: ImportFiles, in encoding: TextEncoding = .utf8, clicks: [[String]]? = nil
  ) throws -> ImportSource {
    func text(_ rows: [[String]]) -> [UInt8] { encoding.bytes(rows.map(\.csvLine).joined()) ?? [] }
    let clickPath = try clicks.map {
      try files.write(text([HelloPickEvents.clickColumns] + $0), as: "clicks.csv")
    }
    return .helloPick(
      HelloPickFiles(
        assets: try files.write(text([Self.assetHeader] + assets), as: "assets.csv"),
        views: try files.write(text([Self.viewHeader] + views), as: "views.csv"),
        clicks: clickPath))
  }
}
