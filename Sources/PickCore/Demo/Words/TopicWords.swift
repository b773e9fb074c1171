extension WordTables {
  /// What programmes are about.
  static let topics: [String: WordTable] = [
    "nature": WordTable(
      """
      갯벌=mudflats, 고래=whales, 두루미=cranes, 습지=wetlands, 화산섬=volcanic islands, 산호=coral,
      대숲=bamboo groves, 곤충=insects, 수달=otters, 동굴=caves, 강물=rivers, 바람=wind, 씨앗=seeds,
      버섯=mushrooms, 철새=migrating birds, 빙하=glaciers, 심해=deep sea, 나이테=tree rings
      """),
    "craft": WordTable(
      """
      대장장이=blacksmith, 한지 장인=paper maker, 옹기장이=potter, 염색공=dyer, 등대지기=lighthouse keeper,
      해녀=sea woman diver, 소금 장인=salt maker, 목각 장인=wood carver, 활 장인=bow maker,
      누비 장인=quilter, 종 만드는 사람=bell founder, 막걸리 장인=rice wine brewer
      """),
    "issue": WordTable(
      """
      골목 상권=local shops, 고령 사회=aging society, 주거비=housing costs, 지방 소멸=shrinking towns,
      청년 일자리=youth jobs, 기후 위기=climate crisis, 개인 정보=personal data, 교통 안전=road safety,
      식탁 물가=food prices, 돌봄 공백=care gap, 폐기물=waste, 응급 의료=emergency care,
      농촌 일손=farm labor, 통신비=phone bills
      """),
    "music": WordTable(
      """
      재즈=jazz, 트로트=trot, 국악=Korean classical music, 발라드=ballads, 록=rock, 합창=choirs,
      통기타=acoustic guitar, 현악=strings, 버스킹=busking, 가곡=art songs, 판소리=pansori, 인디 음악=indie music
      """),
    "region": WordTable(
      """
      남쪽 바다=southern sea, 북쪽 산골=northern hills, 서쪽 섬=western islands, 동쪽 해안=eastern coast,
      오래된 장터=old marketplace, 기찻길 옆 마을=railside village, 차밭=tea fields, 성곽길=fortress trail,
      눈 덮인 고원=snowy plateau, 운하 도시=canal city, 사막 마을=desert village, 초원의 집=house on the steppe,
      항구 시장=harbor market, 호숫가 오두막=lakeside cabin, 올리브 언덕=olive hills, 온천 골짜기=hot spring valley
      """),
    "show": WordTable(
      """
      한 끼=meal, 하룻밤=overnight stay, 퀴즈=quiz, 심부름=errand, 캠핑=camping trip, 노래방=karaoke night, 이사=moving day,
      아르바이트=part-time job, 시골살이=country life, 운동회=sports day, 소개팅=blind date, 보물찾기=treasure hunt,
      배낭여행=backpacking trip, 장보기=grocery run, 수학여행=school trip, 합숙소=boot camp
      """),
    "study": WordTable(
      """
      심리학=psychology, 우주=the universe, 철학=philosophy, 경제=economics, 건강=health, 미술=art,
      우리말=the Korean language, 세계사=world history, 건축=architecture, 수학=mathematics,
      인공지능=artificial intelligence, 고전=the classics, 날씨=weather, 법=law
      """),
    "number": WordTable("세=three, 네=four, 다섯=five, 여섯=six, 일곱=seven, 열=ten"),
    "hour": WordTable(
      """
      아침=morning, 오전=forenoon, 오후=afternoon, 저녁=evening, 밤=night, 새벽=small hours
      """),
    "weekday": WordTable(
      """
      월요일=Monday, 화요일=Tuesday, 수요일=Wednesday, 목요일=Thursday, 금요일=Friday,
      토요일=Saturday, 일요일=Sunday
      """),
  ]
}
