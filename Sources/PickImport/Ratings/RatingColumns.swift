/// The columns of users, items, ratings and times in a table, and the table's form.
struct RatingColumns: Equatable {
  /// By role; user and item are always there.
  let places: [TableOptions.Role: Int]
  /// The number of columns.
  let count: Int
  /// Whether the first row names them.
  let hasHeader: Bool
  /// The names in the header.
  let names: [String]

  /// The name of a column, as it is compared; `nil` without a header.
  func plainName(_ role: TableOptions.Role) -> String? {
    guard hasHeader, let place = places[role], names.indices.contains(place) else { return nil }
    return Self.plain(names[place])
  }

  /// "user=userId", or "user=1" without a header.
  var described: [String] {
    TableOptions.Role.allCases.compactMap { role in
      places[role].map { place in
        "\(role.rawValue)=\(hasHeader && !names[place].isEmpty ? names[place] : "\(place + 1)")"
      }
    }
  }

  /// Why columns were not found.
  enum Missing: Error, Equatable {
    /// The header lacks them, or there is none.
    case roles([TableOptions.Role])
    /// The named columns are not there.
    case asked([String])
  }

  /// Looks at the first rows.
  ///
  /// - Parameters:
  ///   - rows: the first ones, the header included; at least one.
  ///   - encoding: of the fields.
  ///   - asked: columns by name or number.
  ///   - needed: what has to be there.
  /// - Throws: which columns were not found.
  init(
    _ rows: [[[UInt8]]], encoding: TextEncoding, asked: [TableOptions.Role: String],
    needed: [TableOptions.Role]
  ) throws(Missing) {
    let names = CSVTable.names(rows[0], encoding)
    let plain = names.map(Self.plain)
    var places: [TableOptions.Role: Int] = [:]
    var absent: [String] = []
    var isNamed = false
    for (role, name) in asked {
      if let place = names.firstIndex(of: name) ?? plain.firstIndex(of: Self.plain(name)) {
        (places[role], isNamed) = (place, true)
      } else if let number = Int(name), (1...names.count).contains(number) {
        places[role] = number - 1
      } else {
        absent.append(name)
      }
    }
    guard absent.isEmpty else { throw .asked(absent.sorted()) }
    for role in TableOptions.Role.allCases where places[role] == nil {
      let taken = Set(places.values)
      let known = Self.synonyms(of: role)
      let found = known.lazy.compactMap { name in
        plain.indices.first { plain[$0] == name && !taken.contains($0) }
      }.first
      if let found { (places[role], isNamed) = (found, true) }
    }
    hasHeader = isNamed || !Self.isData(rows[0], numbersFrom: places)
    if !hasHeader { Self.fill(&places, rows) }
    let missing = needed.filter { places[$0] == nil }
    guard missing.isEmpty else { throw .roles(missing) }
    self.places = places
    self.names = names
    count = rows[0].count
  }

  /// Whether a row is one of data: what is a rating or a time is a number or a date in it.
  private static func isData(
    _ row: [[UInt8]], numbersFrom places: [TableOptions.Role: Int]
  ) -> Bool {
    let value = [places[.rating], places[.time]].compactMap { $0 }
    if !value.isEmpty { return value.contains { isValue(row[$0]) } }
    if row.count == 2 || !places.isEmpty { return row.prefix(2).allSatisfy(hasDigit) }
    return row.count > 2 && row.dropFirst(2).contains(where: isValue)
  }

  private static func isValue(_ field: [UInt8]) -> Bool {
    FieldNumber.real(field[...])?.isFinite ?? false || isDate(field)
      || FieldNumber.decimalComma(field[...]) != nil
  }

  private static func isDate(_ field: [UInt8]) -> Bool {
    (try? TimeField.seconds(field[...], .iso, column: "")) != nil
  }

  private static func hasDigit(_ field: [UInt8]) -> Bool {
    field.contains { (0x30...0x39).contains($0) }
  }

  /// Without a header: user, item, then the first column of ratings and the first of times.
  private static func fill(_ places: inout [TableOptions.Role: Int], _ rows: [[[UInt8]]]) {
    func free(_ fits: (Int) -> Bool) -> Int? {
      rows[0].indices.first { place in !places.values.contains(place) && fits(place) }
    }
    if places[.user] == nil { places[.user] = free { _ in true } }
    if places[.item] == nil { places[.item] = free { _ in true } }
    func share(_ place: Int, _ test: ([UInt8]) -> Bool) -> Bool {
      let fields = rows.compactMap { $0.count > place ? $0[place] : nil }
      return fields.count(where: test) * 2 > fields.count
    }
    func looksLikeTime(_ place: Int) -> Bool {
      share(place) { field in
        (FieldNumber.real(field[...]).map { (1e8...1e19).contains($0) } ?? false)
          || isDate(field)
      }
    }
    if places[.time] == nil { places[.time] = free { looksLikeTime($0) } }
    if places[.rating] == nil {
      places[.rating] = free { place in share(place) { isValue($0) && !isDate($0) } }
    }
    if places[.time] == nil, places[.rating] != nil {
      places[.time] = free { place in share(place) { isValue($0) } }
    }
  }

  /// A name without what people write differently: letters and digits only, in lower case.
  static func plain(_ name: String) -> String {
    let kept = name.lowercased().unicodeScalars.filter { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
    return String(String.UnicodeScalarView(kept))
  }

  /// Names of columns that hold counts, as `plain` writes them.
  static let countNames: Set<String> = [
    "plays", "playcount", "playcounts", "count", "counts", "cnt", "listens", "listencount",
    "views", "viewcount", "watches", "watchcount", "clicks", "clickcount", "frequency", "freq",
    "quantity", "qty", "hours", "hoursplayed", "minutes", "seconds", "usetms", "watchtime",
    "playtime", "duration", "watchedseconds", "purchases", "visits", "횟수", "재생수", "재생횟수",
    "조회수", "시청횟수", "시청시간",
  ]

  /// Names of a role, the telling ones first.
  private static func synonyms(of role: TableOptions.Role) -> [String] {
    switch role {
    case .user:
      [
        "user", "userid", "userno", "userindex", "useridx", "uid", "viewer", "viewerid", "account",
        "accountid", "accountno", "customer", "customerid", "custid", "client", "clientid",
        "member", "memberid", "memberno", "reviewer", "reviewerid", "subscriber", "subscriberid",
        "subsr", "subsrid", "person", "personid", "profile", "profileid", "visitor", "visitorid",
        "listener", "listenerid", "household", "householdid", "device", "deviceid", "username",
        "users", "u", "사용자", "사용자id", "회원", "회원번호", "회원id", "가입자", "가입자번호", "이용자",
        "시청자", "고객", "고객번호", "고객id",
      ]
    case .item:
      [
        "item", "itemid", "itemno", "itemindex", "itemidx", "iid", "movie", "movieid", "asset",
        "assetid", "film", "filmid", "titleid", "video", "videoid", "content", "contentid",
        "contentsid", "show", "showid", "series", "seriesid", "program", "programid", "programme",
        "programmeid", "product", "productid", "asin", "parentasin", "sku", "book", "bookid",
        "isbn", "artist", "artistid", "song", "songid", "track", "trackid", "anime", "animeid",
        "game", "gameid", "joke", "jokeid", "business", "businessid", "article", "articleid",
        "newsid", "recipe", "recipeid", "mid", "imdbid", "tmdbid", "assetnm", "title", "items",
        "movietitle", "itemname", "name", "i", "상품", "상품번호", "상품id", "영화", "영화id", "작품",
        "작품id", "콘텐츠", "콘텐츠id", "컨텐츠", "제목", "프로그램", "에셋",
      ]
    case .rating:
      [
        "rating", "ratings", "score", "scores", "star", "stars", "rate", "preference", "pref",
        "overall", "vote", "grade", "mark", "points", "userrating", "ratingvalue", "reviewscore",
        "value", "weight", "r", "평점", "점수", "별점", "평가",
      ] + countNames.sorted()
    case .time:
      [
        "timestamp", "ts", "unixtime", "unixreviewtime", "unixtimestamp", "epoch", "epochtime",
        "datetime", "ratedat", "watchedat", "viewedat", "playedat", "startedat", "createdat",
        "eventtime", "timestampms", "timestampus", "date", "ratedon", "reviewdate", "reviewtime",
        "createdon", "created", "dateadded", "watchdate", "viewdate", "updatedat", "time", "when",
        "at", "day", "t", "시각", "일시", "날짜", "시간",
      ]
    }
  }
}

extension FieldNumber {
  /// A number with a comma where English has a point: 4,5.
  static func decimalComma(_ field: ArraySlice<UInt8>) -> Double? {
    let bytes = trimmed(field)
    let comma = UInt8(ascii: ",")
    guard bytes.count <= 40, bytes.count(where: { $0 == comma }) == 1 else { return nil }
    return real(bytes.map { $0 == comma ? UInt8(ascii: ".") : $0 }[...])
  }
}
