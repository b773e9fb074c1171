/// The hue and the motif of a genre, the same on every page and for every catalogue.
struct GenreLook: Hashable, Sendable {
  /// Which of the theme's twelve hues.
  let hue: Hue
  /// The scene its titles are drawn with.
  let motif: Motif

  /// The twelve hues in the order of the theme's strips.
  enum Hue: Int, CaseIterable, Sendable {
    case rose, red, orange, amber, lime, green, teal, sky, blue, violet, magenta, slate
  }

  private init(_ hue: Hue, _ motif: Motif) {
    self.hue = hue
    self.motif = motif
  }

  /// The look of a genre by its name in the catalogue: `멜로/로맨스`, `Sci-Fi`.
  ///
  /// The first part of the name that is known decides. A genre of another name has a look of its own,
  /// the same in every run.
  init(genre name: String) {
    guard !name.isEmpty else {
      self.init(.slate, .mountains)
      return
    }
    self = Self.seen.value(of: Name(text: name)) { GenreLook(reading: name) }
  }

  /// The looks that were asked for last: a list of titles has few genres in many rows.
  private static let seen = Memo<Name, GenreLook>(places: 32)

  /// A name as it is spelled: a look of its own follows from its bytes.
  private struct Name: Equatable {
    let text: String

    static func == (left: Self, right: Self) -> Bool {
      left.text.utf8.count == right.text.utf8.count
        && left.text.utf8.elementsEqual(right.text.utf8)
    }
  }

  private init(reading name: String) {
    let parts = name.split { "/|&,".contains($0) }.map { part in
      part.lowercased().filter { $0.isLetter }
    }
    if let known = parts.lazy.compactMap({ Self.known[$0] }).first {
      self = known
      return
    }
    let number = SeedHash.of(name)
    self.init(
      Hue.allCases[Int(number % UInt64(Hue.allCases.count))],
      Motif.allCases[Int(number >> 8 % UInt64(Motif.allCases.count))])
  }

  /// The strip of the hue, for pages without pictures.
  var strip: Role { Role.strips[hue.rawValue] }

  private static let known: [String: GenreLook] = {
    let names: [(Hue, Motif, String)] = [
      (.rose, .waves, "멜로 로맨스 멜로드라마 romance melodrama"),
      (.rose, .lanterns, "로맨틱코미디 romanticcomedy"),
      (.red, .mountains, "액션 action 전쟁 war"),
      (.red, .forest, "무협 martialarts"),
      (.orange, .houses, "가족 family 시트콤 sitcom"),
      (.orange, .mountains, "사극 역사 historical history 서부 western"),
      (.orange, .lanterns, "요리 cooking"),
      (.amber, .lanterns, "코미디 코믹 comedy 버라이어티 variety"),
      (.amber, .rings, "예능 연예 오락 entertainment 토크쇼 talkshow"),
      (.lime, .hills, "키즈 kids 유아 toddlers 어린이 children 동요 songs 놀이 play"),
      (.lime, .houses, "동화 storytime"),
      (.green, .forest, "다큐 다큐멘터리 documentary 자연 nature"),
      (.green, .mountains, "여행 travel 모험 어드벤처 어드벤쳐 adventure"),
      (.green, .rings, "스포츠 sports"),
      (.teal, .waves, "드라마 drama"),
      (.teal, .skyline, "의학 medical 법정 legal"),
      (.teal, .hills, "학습 learning 교육 education 교양 culture"),
      (.teal, .houses, "일상 sliceoflife"),
      (.sky, .planet, "sf scifi sciencefiction 로봇 robots imax"),
      (.sky, .hills, "애니메이션 animation 만화 cartoon"),
      (.blue, .skyline, "스릴러 thriller 범죄 crime 수사 detective"),
      (.violet, .planet, "판타지 fantasy"),
      (.violet, .trees, "미스터리 mystery"),
      (.magenta, .bars, "음악 music 뮤지컬 musical 공연 performance"),
      (.slate, .trees, "공포 horror 성인 adult"),
      (.slate, .skyline, "뉴스 news 시사 currentaffairs filmnoir noir"),
      (.slate, .mountains, "기타 other nogenreslisted 단편 short"),
    ]
    var known: [String: GenreLook] = [:]
    for (hue, motif, words) in names {
      for word in words.split(separator: " ") { known[String(word)] = GenreLook(hue, motif) }
    }
    return known
  }()
}

/// A number for a text, the same in every run (Fowler-Noll-Vo 1a over UTF-8).
enum SeedHash {
  static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
