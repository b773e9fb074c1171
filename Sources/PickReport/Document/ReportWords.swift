import PickModel

/// Says sentences, numbers and names of a report in one language.
///
///     let words = ReportWords(.english)
///     words("시청 \(n)건", "\(n) views")
struct ReportWords: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  /// The sentence of the two that is in the language.
  func callAsFunction(_ korean: @autoclosure () -> String, _ english: @autoclosure () -> String)
    -> String
  {
    language == .korean ? korean() : english()
  }

  /// "12,345".
  func count(_ value: Int) -> String { FigureText.grouped(value) }

  /// "12.3 %", in Korean "12.3%".
  func percent(_ share: Double, _ decimals: Int = 1) -> String {
    FigureText.fixed(share * 100, decimals) + self("%", " %")
  }

  /// So many hours of seconds.
  func hours(_ seconds: Int) -> String {
    let hours = Double(seconds) / 3600
    let text = hours < 10 ? FigureText.fixed(hours, 1) : count(Int(saturating: hours.rounded()))
    return self("\(text)시간", "\(text) h")
  }

  /// "2023-08-01".
  func day(_ number: Int64) -> String {
    let time = SeoulTime(Instant(secondsSince1970: number.times(86_400)))
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + "\(value)" }
    return "\(time.year)-\(two(time.month))-\(two(time.day))"
  }

  /// The name of a page of the header.
  func category(_ name: String?) -> String {
    switch name.flatMap(Category.init(rawValue:)) {
    case .broadcast: self("TV방송", "TV shows")
    case .drama: self("TV드라마", "TV drama")
    case .film: self("영화", "Films")
    case .kids: self("키즈", "Kids")
    case .animation: self("애니메이션", "Animation")
    case nil: self("분류 없음", "No page")
    }
  }

  /// The name of a weekday, 0 for Monday.
  func weekday(_ place: Int) -> String {
    let korean = ["월", "화", "수", "목", "금", "토", "일"]
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return self(korean[place], english[place])
  }

  /// "7", "3–4", "100+" (in Korean "100 이상"): the counts of a bucket.
  func bucket(_ from: Int, _ through: Int?) -> String {
    guard let through else { return self("\(from) 이상", "\(from)+") }
    return from == through ? "\(from)" : "\(from)–\(through)"
  }

  /// A title's name in the language.
  func name(_ original: String, _ english: String?) -> String {
    SafeName.safe(language == .english ? english ?? original : original)
  }

  /// A name from outside, made safe to show.
  func outside(_ text: String) -> String { SafeName.safe(text) }

  /// Why a row was rejected, as the import says it in English; reasons that are not known stay as they
  /// are.
  func reason(_ text: String) -> String {
    let text = outside(text)
    return self(RejectionWords.korean(text) ?? text, text)
  }

  /// The name of a kind of viewer; names that are not known stay as they are.
  func segment(_ name: String) -> String {
    switch name {
    case "new": return self("새 시청자", "new viewers")
    case "light": return self("조금 본 시청자", "light viewers")
    case "heavy": return self("많이 본 시청자", "heavy viewers")
    case "cold-titles": return self("시청이 드문 작품", "titles of few views")
    default:
      let parts = outside(name).split(separator: " ")
      guard parts.count == 2, parts[1].hasPrefix("watch") else { return outside(name) }
      return self("시청 \(parts[0])건", outside(name))
    }
  }

  /// The name of a model; names that are not known stay as they are.
  func model(_ name: String) -> String {
    switch name {
    case "served": self("서비스 모델", "served model")
    case "popularity": self("인기순", "popularity")
    case "next-title": self("이어 본 작품", "watched next")
    case "ease": "EASE"
    case "champion": self("현재 챔피언", "champion")
    case "challenger": self("도전 모델", "challenger")
    case "content": self("내용 유사", "contents")
    case "sequence": self("시청 순서", "order")
    case "taste": self("함께 본 작품", "watched together")
    case "recency": self("최근 시청의 무게", "weight of recent views")
    case "damping": self("많이 보는 시청자의 감쇠", "damping of heavy viewers")
    default: outside(name)
    }
  }
}

/// Numbers as text, without the system's locale.
enum FigureText {
  /// Thousands with commas.
  static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + text
  }

  /// So many decimals; what is no number or too large for that is written as it is.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int((value.magnitude * scale).rounded())
    let whole = grouped(rounded / Int(scale))
    let sign = value < 0 && rounded > 0 ? "-" : ""
    guard decimals > 0 else { return sign + whole }
    let fraction = String(rounded % Int(scale))
    return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}

extension ReportTable.Cell {
  /// A count.
  static func count(_ value: Int) -> Self { Self(FigureText.grouped(value), raw: "\(value)") }

  /// A share, in percent for people.
  static func share(_ value: Double, _ words: ReportWords) -> Self {
    Self(words.percent(value), raw: FigureText.raw(value))
  }

  /// A number with so many decimals.
  static func decimal(_ value: Double, _ decimals: Int) -> Self {
    Self(FigureText.fixed(value, decimals), raw: FigureText.raw(value))
  }
}

extension FigureText {
  /// Six decimals, which files hold.
  static func raw(_ value: Double) -> String {
    value.isFinite ? fixed(value, 6).filter { $0 != "," } : ""
  }
}
