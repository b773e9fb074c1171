import Foundation

@testable import PickImport

/// A little catalogue in the original's files: detectives and cooks, whose viewers do not mix.
///
/// Episodes last 24 seconds, so that a playback comes to its end while a test watches.
enum OriginalFiles {
  static let detectives = ["골목 탐정", "심야 수사대", "검은 항구", "뷁 형사", "안개 속의 증인"]
  static let cooks = ["국수 한 그릇", "김치 기행", "할머니의 부엌", "새벽 빵집", "장터 밥상"]
  static let episodes = 5
  /// A viewer who has seen one cook's series, and nothing else.
  static let viewer = "59879001"

  /// Imports the files, lets the viewer sign in, and trains a model.
  static func homeWithWorld(in encoding: TextEncoding = .cp949) throws -> Home {
    let home = try Home()
    let files = [
      try home.write(encoded(assets, encoding), to: "inbox/assets.csv"),
      try home.write(encoded(views, encoding), to: "inbox/views.csv"),
    ]
    try home.pickctl("import", "hellopick", "--assets", files[0], "--views", files[1])
    try home.pickctl(
      "account", "set-password", "--account", viewer, input: Home.password + "\n")
    try home.pickctl("train")
    return home
  }

  private static func encoded(_ rows: [[String]], _ encoding: TextEncoding) -> Data {
    let lines = rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }
    return Data(encoding.bytes(lines.joined()) ?? [])
  }

  private static func quoted(_ field: String) -> String {
    "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static var assets: [[String]] {
    [HelloPickColumns.assets]
      + detectives.flatMap { series($0, genre: "수사", low: "드라마", high: "TV드라마") }
      + cooks.flatMap { series($0, genre: "요리", low: "예능", high: "TV방송") }
  }

  private static func series(
    _ title: String, genre: String, low: String, high: String
  ) -> [[String]] {
    (1...episodes).map { number in
      [
        "\(number)", name(title, number), "TV", genre, "\(title)의 \"이야기\",\n둘째 줄", "김하나, 이두리",
        "24.0", low, high, "", title, "",
      ]
    }
  }

  private static func name(_ title: String, _ number: Int) -> String { "\(title) 0\(number)회" }

  /// Twenty viewers a taste, each of four of its five series; and the viewer of the test.
  private static var views: [[String]] {
    var rows = [HelloPickColumns.views]
    for (taste, titles) in [detectives, cooks].enumerated() {
      for number in 0..<20 {
        for title in titles where title != titles[number % titles.count] {
          rows += (1...3).map { view("\(2000 + taste * 100 + number)", title, $0, daysAgo: 5) }
        }
      }
    }
    return rows + (1...2).map { view(viewer, cooks[0], $0, daysAgo: 3) }
  }

  private static func view(
    _ viewer: String, _ title: String, _ episode: Int, daysAgo: Int
  ) -> [String] {
    [
      viewer, name(title, episode), "TV", "", "24", "", "", "24", "100.0", date(daysAgo: daysAgo),
      "20:0\(episode):00", "", "", "",
    ]
  }

  private static func date(daysAgo: Int) -> String {
    let day = Date(timeIntervalSinceNow: -86_400 * Double(daysAgo))
    return String(day.ISO8601Format().prefix(10))
  }
}

private enum HelloPickColumns {
  static let assets = [
    "index", "asset_nm", "ct_cl", "genre_of_ct_cl", "SMRY", "ACTR_DISP", "disp_rtm", "category_l",
    "category_h", "series_nm", "clean_asset_nm", "image",
  ]
  static let views = [
    "subsr", "asset_nm", "ct_cl", "genre_of_ct_cl", "use_tms", "SMRY", "ACTR_DISP", "disp_rtm",
    "view_rate", "date", "time", "weekday", "category_l", "category_h",
  ]
}
