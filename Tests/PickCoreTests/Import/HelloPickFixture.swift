import PickModel

@testable import PickCore

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
