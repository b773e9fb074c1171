extension WordTables {
  /// What people do and how they are related.
  static let people: [String: WordTable] = [
    "job": WordTable(
      """
      간호사=nurse, 변호사=lawyer, 우체부=mail carrier, 제빵사=baker, 사진작가=photographer,
      번역가=translator, 신문 기자=reporter, 작곡가=composer, 수의사=veterinarian, 조경사=gardener,
      소방관=firefighter, 항해사=navigator, 국어 교사=literature teacher, 기상 캐스터=weather presenter,
      요리사=chef, 목수=carpenter, 바리스타=barista, 웹툰 작가=webtoon artist, 건축가=architect,
      성우=voice actor, 택배 기사=courier, 사서=librarian, 피아노 조율사=piano tuner,
      시계 수리공=watchmaker, 방송 작가=scriptwriter, 지휘자=conductor
      """),
    "agent": WordTable(
      """
      강력반 형사=homicide detective, 프로파일러=profiler, 사회부 기자=crime reporter, 검사=prosecutor,
      법의학자=forensic doctor, 전직 요원=former agent, 잠입 수사관=undercover officer,
      해커=hacker, 보험 조사관=insurance investigator, 심리 상담사=counselor, 교통경찰=traffic officer,
      전담 경호원=personal bodyguard, 국선 변호사=public defender, 사설탐정=private detective
      """),
    "courtier": WordTable(
      """
      내의녀=court physician, 화원=court painter, 사관=court historian, 호위 무사=royal guard,
      역관=interpreter, 보부상=traveling peddler, 암행어사=secret inspector, 나인=palace maid,
      도공=potter, 천문관=astronomer, 광대=street player, 유배 온 선비=exiled scholar
      """),
    "kin": WordTable(
      """
      이모=auntie, 외삼촌=uncle, 사위=son-in-law, 며느리=daughter-in-law, 할머니=grandmother,
      조카딸=niece, 조카=nephew, 고모=aunt, 새어머니=stepmother,
      손녀=granddaughter, 처남=brother-in-law, 외할아버지=grandfather, 사촌=cousin, 시누이=sister-in-law
      """),
    "misfit": WordTable(
      """
      초보 사장=rookie boss, 만년 과장=eternal manager, 짝퉁 도사=fake guru, 무명 가수=unknown singer,
      허당 탐정=bumbling detective, 동네 통장=block captain, 취업 준비생=job seeker, 백수 삼촌=jobless uncle,
      겁쟁이 경호원=cowardly bodyguard, 신입 배달원=new delivery rider, 수다쟁이 미용사=chatty hairdresser,
      엉터리 점쟁이=phony fortune-teller, 퇴물 복서=washed-up boxer, 야간 경비원=night guard
      """),
    "sport": WordTable(
      """
      탁구=table tennis, 씨름=ssireum wrestling, 양궁=archery, 배구=volleyball, 컬링=curling,
      수영=swimming, 야구=baseball, 축구=football, 농구=basketball, 펜싱=fencing, 마라톤=marathon,
      스케이트=skating, 유도=judo, 조정=rowing
      """),
  ]
}
