/// Invented people: rare family names with plain Korean given names, so that nobody known is hit.
enum PersonName {
  /// A full name, Korean order in both languages.
  static func draw(using generator: inout SeededGenerator) -> Word {
    let family = families.words[generator.below(families.words.count)]
    let given = givens.words[generator.below(givens.words.count)]
    return Word(
      korean: family.korean + given.korean, english: family.english + " " + given.english)
  }

  private static let families = WordTable(
    """
    도=Do, 옥=Ok, 길=Gil, 봉=Bong, 설=Seol, 탁=Tak, 표=Pyo, 선우=Seonu, 남궁=Namgung, 제갈=Jegal,
    황보=Hwangbo, 서문=Seomun, 독고=Dokgo, 은=Eun, 감=Gam, 명=Myeong, 방=Bang, 반=Ban, 사공=Sagong,
    마=Ma, 맹=Maeng, 복=Bok, 구=Gu, 어=Eo, 염=Yeom, 좌=Jwa, 지=Ji, 차=Cha, 피=Pi, 현=Hyeon
    """)

  private static let givens = WordTable(
    """
    하람=Ha-ram, 이든=I-deun, 가온=Ga-on, 누리=Nu-ri, 다솔=Da-sol, 라온=Ra-on, 마루=Ma-ru,
    소담=So-dam, 아란=A-ran, 새벽=Sae-byeok, 여름=Yeo-reum, 은결=Eun-gyeol, 한결=Han-gyeol,
    해든=Hae-deun, 예솔=Ye-sol, 다온=Da-on, 단비=Dan-bi, 서담=Seo-dam, 유담=Yu-dam, 이솔=I-sol,
    채담=Chae-dam, 하늬=Ha-nui, 초원=Cho-won, 산하=San-ha, 우람=U-ram, 지음=Ji-eum, 도담=Do-dam,
    아람=A-ram, 미르=Mi-reu, 달래=Dal-lae, 윤슬=Yun-seul, 가람=Ga-ram, 슬아=Seul-a, 힘찬=Him-chan,
    이랑=I-rang, 모란=Mo-ran, 별하=Byeol-ha, 재담=Jae-dam, 태솔=Tae-sol, 무진=Mu-jin, 시온=Si-on,
    로하=Ro-ha, 리안=Ri-an, 해솔=Hae-sol, 겨울=Gyeo-ul, 찬솔=Chan-sol, 온새=On-sae, 나린=Na-rin,
    다흰=Da-huin, 여울=Yeo-ul, 가을=Ga-eul, 보슬=Bo-seul, 한별=Han-byeol, 솔찬=Sol-chan
    """)
}
