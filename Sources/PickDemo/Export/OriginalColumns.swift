import PickModel
import PickStore

/// How a title and an asset look in the original's columns (PRODUCT.md section 4).
struct OriginalColumns: Sendable {
  /// `ct_cl`, `category_l`, `category_h`.
  let classes: (content: String, low: String, high: String)
  let genre: String
  let name: String
  let series: String
  let synopsis: String
  let cast: String

  /// The shares of assets without running time, series name and image, in hundredths.
  private enum Missing {
    static let runningTime = 6
    static let series = 9
    static let image = 12
    /// Of a thousand: neither `category_l` nor `category_h`.
    static let categoriesInThousand = 4
    /// Of a hundred titles: a synopsis of two lines.
    static let brokenLine = 3
  }

  init(_ title: ImportedTitle) {
    name = title.key
    genre = title.title.genres.first?.id ?? ""
    classes = Self.classes(title.title.category, genre: genre)
    series = title.title.kind == .series ? title.key : ""
    let isBroken = Self.roll(title.title.id.rawValue, 1) < Missing.brokenLine
    synopsis =
      isBroken
      ? title.synopsis.original.split(separator: ". ").joined(separator: ".\n")
      : title.synopsis.original
    cast = title.cast.joined(separator: ", ")
  }

  static let assetHeader = [
    "index", "asset_nm", "ct_cl", "genre_of_ct_cl", "SMRY", "ACTR_DISP", "disp_rtm", "category_l",
    "category_h", "series_nm", "clean_asset_nm", "image",
  ]

  static let viewHeader = [
    "subsr", "asset_nm", "ct_cl", "genre_of_ct_cl", "use_tms", "SMRY", "ACTR_DISP", "disp_rtm",
    "view_rate", "date", "time", "weekday", "category_l", "category_h",
  ]

  static let clickHeader = ["subsr", "asset_nm", "date", "time"]

  /// A row of the assets file, for one of the asset's names.
  func asset(_ asset: Asset, name assetName: String, index: Int) -> [String] {
    let id = asset.id.rawValue
    let lacksCategories =
      Self.roll(id, 4) < 1 && Self.roll(id, 5) < Missing.categoriesInThousand * 10
    return [
      "\(index)", assetName, classes.content, genre, synopsis, cast, Self.runningTime(asset),
      lacksCategories ? "" : classes.low, lacksCategories ? "" : classes.high,
      Self.roll(id, 2) < Missing.series ? "" : series, name,
      Self.roll(id, 3) < Missing.image ? "" : "posters/\(asset.title).jpg",
    ]
  }

  /// A row of the views file.
  func view(_ event: WatchEvent, of asset: Asset, name assetName: String, by number: String)
    -> [String]
  {
    let wall = WallClockText(event.startedAt)
    return [
      number, assetName, classes.content, genre, "\(event.watchedSeconds)", synopsis, cast,
      Self.runningTime(asset), Self.viewRate(event, of: asset), wall.date, wall.time, wall.weekday,
      classes.low, classes.high,
    ]
  }

  /// Seconds as the original writes them, "4140.0"; empty where it has none.
  private static func runningTime(_ asset: Asset) -> String {
    guard let seconds = asset.runningSeconds, roll(asset.id.rawValue, 0) >= Missing.runningTime
    else { return "" }
    return "\(seconds).0"
  }

  /// Percent with two decimals, by whole numbers only.
  private static func viewRate(_ event: WatchEvent, of asset: Asset) -> String {
    guard let seconds = asset.runningSeconds, !runningTime(asset).isEmpty else { return "" }
    let hundredths = event.watchedSeconds * 10_000 / seconds
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }

  /// 0 to 99, the same for the same row every month.
  private static func roll(_ id: Int64, _ column: UInt64) -> Int {
    Int(SplitMix64.hash(UInt64(bitPattern: id) &* 8 &+ column) % 100)
  }

  private static func classes(_ category: Category?, genre: String) -> (String, String, String) {
    switch category {
    case .drama: ("TV드라마", genre == "사극" ? "사극" : "미니시리즈", "TV드라마")
    case .film: ("영화", "국내영화", "영화")
    case .kids: ("키즈", "키즈", "TV방송")
    case .animation: ("TV애니메이션", "TV애니메이션", "TV방송")
    case .broadcast, nil: (contentClass(of: genre), genre, "TV방송")
    }
  }

  private static func contentClass(of genre: String) -> String {
    switch genre {
    case "다큐", "교양", "뉴스/시사": "TV 시사/교양"
    case "여행", "요리": "라이프"
    case "음악": "공연/음악"
    case "스포츠": "스포츠"
    default: "TV 연예/오락"
    }
  }
}

/// One row of a CSV file: fields joined by commas, quoted where they must be.
enum CSVLine {
  static func text(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: isSpecial) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
}

/// Date, time and day of the week in Seoul, as the original writes them.
struct WallClockText: Equatable, Sendable {
  /// "2023-08-01".
  let date: String
  /// "23:05:47".
  let time: String
  /// "화".
  let weekday: String

  init(_ instant: Instant) {
    let wall = SeoulTime(instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    date = "\(wall.year)-\(two(wall.month))-\(two(wall.day))"
    time = "\(two(wall.hour)):\(two(wall.minute)):\(two(wall.second))"
    weekday = ["월", "화", "수", "목", "금", "토", "일"][wall.weekday - 1]
  }
}
