/// The genres of the catalogues Pick imports, in both languages.
///
/// One table, so that a genre is called the same and looks the same wherever it comes from.
public enum GenreNames {
  /// The genre that an English name stands for, under its Korean name; a name that is not in the table
  /// stays as it is.
  public static func genre(english name: String) -> Genre {
    guard let korean = koreanNames[name.lowercased()] else { return Genre(LocalizedText(name)) }
    return Genre(LocalizedText(korean, english: english(of: korean) ?? name))
  }

  /// The English name of a Korean one, part by part where it has several ("멜로/로맨스"); `nil` when
  /// a part is not in the table.
  public static func english(of korean: String) -> String? {
    let parts = korean.split(separator: "/").map { englishNames[$0.filter { $0 != " " }] }
    let known = parts.compactMap { $0 }
    guard !known.isEmpty, known.count == parts.count else { return nil }
    return known.joined(separator: "/")
  }

  private static let englishNames: [String: String] = [
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
    "필름누아르": "Film noir", "아이맥스": "IMAX",
  ]

  /// By the English name in lower case, with the other spellings of MovieLens.
  private static let koreanNames: [String: String] = [
    "action": "액션", "adventure": "모험", "animation": "애니메이션", "children": "어린이",
    "children's": "어린이", "comedy": "코미디", "crime": "범죄", "documentary": "다큐멘터리",
    "drama": "드라마", "family": "가족", "fantasy": "판타지", "film-noir": "필름 누아르",
    "film noir": "필름 누아르", "history": "역사", "horror": "공포", "imax": "아이맥스",
    "music": "음악", "musical": "뮤지컬", "mystery": "미스터리", "romance": "로맨스",
    "sci-fi": "SF", "science fiction": "SF", "sports": "스포츠", "thriller": "스릴러",
    "war": "전쟁", "western": "서부",
  ]
}
