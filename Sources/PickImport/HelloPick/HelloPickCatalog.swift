import PickModel

/// The original's asset rows, gathered into titles and assets.
struct HelloPickCatalog {
  static let required = [
    "asset_nm", "clean_asset_nm", "ct_cl", "genre_of_ct_cl", "SMRY", "ACTR_DISP", "disp_rtm",
    "category_l", "category_h",
  ]

  /// Longer running times are not seconds: a hundred hours.
  private static let longestRunningSeconds = 360_000

  private(set) var titles: [TitleDraft] = []
  private(set) var assets: [AssetDraft] = []
  private var titleByName: [TitleName: Int] = [:]
  private var assetByPlace: [Title.ID: [AssetPlace: Int]] = [:]
  private var assetByName: [String: Int] = [:]

  /// A film and a series of one name are two titles.
  private struct TitleName: Hashable {
    let name: String
    let isFilm: Bool
  }

  /// The identity of an asset: the same numbers, or else the same name.
  private enum AssetPlace: Hashable {
    case episode(ParsedEpisode)
    case named(String)
  }

  func asset(named name: String) -> Int? { assetByName[name] }

  /// Takes one row of the assets file.
  mutating func add(_ row: CSVRow) throws(RejectionReason) {
    let name = try Self.name(row, 0)
    let cleanName = try Self.name(row, 1)
    let seconds = try Self.runningSeconds(row.bytes(6))
    let category = HelloPickCategory.category(
      high: try row.text(8), low: try row.text(7), contentClass: try row.text(2))
    let titleName = TitleName(name: cleanName, isFilm: category == .film)
    let title = titleByName[titleName] ?? titles.count
    if let known = assetByName[name], assets[known].title != title {
      throw .nameTaken(column: Self.required[0])
    }
    let genre = try row.text(3)
    let (synopsis, cast) = (try row.text(4), HelloPickCast.names(try row.text(5)))
    if title == titles.count {
      titles.append(TitleDraft(name: cleanName, category: category))
      titleByName[titleName] = title
    }
    titles[title].complete(category: category, genre: genre, synopsis: synopsis, cast: cast)
    addAsset(name, of: title, titleName, seconds)
  }

  private mutating func addAsset(
    _ name: String, of title: Int, _ titleName: TitleName, _ seconds: Int?
  ) {
    let episode = AssetNameParser.parse(
      name, cleanName: titleName.name, isFilm: titleName.isFilm)
    let place = episode.map(AssetPlace.episode) ?? .named(name)
    let titleID = titles[title].id
    let asset = assetByPlace[titleID]?[place] ?? assets.count
    if asset == assets.count {
      assetByPlace[titleID, default: [:]][place] = asset
      assets.append(AssetDraft(title: title, titleID: titleID, episode: episode, name: name))
    }
    assets[asset].complete(name: name, runningSeconds: seconds)
    assetByName[name] = asset
  }

  private static func name(_ row: CSVRow, _ column: Int) throws(RejectionReason) -> String {
    let name = try row.text(column)
    guard !name.isEmpty else { throw .empty(column: required[column]) }
    guard name.utf8.count <= ImportedText.longestName else {
      throw .malformed(column: required[column])
    }
    return name
  }

  /// `nil` when the file does not tell; zero is how some rows say so.
  private static func runningSeconds(_ field: ArraySlice<UInt8>) throws(RejectionReason) -> Int? {
    guard !FieldNumber.isMissing(field) else { return nil }
    guard let seconds = FieldNumber.whole(field), seconds <= longestRunningSeconds else {
      if FieldNumber.hasThousands(field) { throw .thousands(column: required[6]) }
      throw .malformed(column: required[6])
    }
    return seconds == 0 ? nil : seconds
  }
}
