/// English names of the genres the original's catalogue uses.
enum KoreanGenre {
  /// The English name; `nil` for a genre that is not in the table.
  static func english(_ genre: String) -> String? {
    let parts = genre.split(separator: "/").map { names[$0.filter { $0 != " " }] }
    let known = parts.compactMap { $0 }
    guard !known.isEmpty, known.count == parts.count else { return nil }
    return known.joined(separator: "/")
  }

  private static let names: [String: String] = [
    "SF": "Science fiction", "가족": "Family", "공연": "Performance", "공포": "Horror",
    "교양": "Culture", "교육": "Education", "기타": "Other", "다큐": "Documentary",
    "다큐멘터리": "Documentary", "드라마": "Drama", "로맨스": "Romance", "로맨틱코미디": "Romantic comedy",
    "만화": "Cartoon", "멜로": "Melodrama", "멜로드라마": "Melodrama", "뮤지컬": "Musical", "미스터리": "Mystery",
    "범죄": "Crime", "사극": "Historical", "성인": "Adult", "수사": "Detective", "스릴러": "Thriller",
    "스포츠": "Sports", "시사": "Current affairs", "시트콤": "Sitcom", "애니메이션": "Animation",
    "액션": "Action", "어드벤처": "Adventure", "어드벤쳐": "Adventure", "역사": "History",
    "연예": "Entertainment", "예능": "Entertainment", "오락": "Variety", "음악": "Music",
    "전쟁": "War", "코미디": "Comedy", "코믹": "Comedy", "키즈": "Kids", "판타지": "Fantasy",
    "무협": "Martial arts", "버라이어티": "Variety", "토크쇼": "Talk show", "유아": "Toddlers",
    "어린이": "Children", "학습": "Learning", "모험": "Adventure", "서부": "Western", "단편": "Short",
  ]
}
