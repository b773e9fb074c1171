extension WordTables {
  /// Where stories happen; every town is invented.
  static let places: [String: WordTable] = [
    "place": WordTable(
      """
      청솔읍=Cheongsol, 달빛항=Dalbit Harbor, 은하동=Eunha-dong, 새벽골=Saebyeok Valley,
      물안개 마을=Mulangae Village, 솔내리=Solnae-ri, 바람재=Baramjae Pass, 늘봄시=Neulbom City,
      한울구=Hanul District, 소금섬=Sogeum Island, 별뫼군=Byeolmoe County, 단풍골=Danpung Valley,
      윤슬동=Yunseul-dong, 너른들=Neoreundeul, 해오름항=Haeoreum Harbor, 여울동=Yeoul-dong,
      구름재=Gureumjae, 나루터길=Naruteo Street, 초록섬=Chorok Island, 하얀등대길=White Lighthouse Road,
      감나무골=Gamnamu Valley, 버들동=Beodeul-dong, 미르시=Mir City, 노을포구=Noeul Port,
      두물마을=Dumul Village, 갈대섬=Galdae Island, 솟대골=Sotdae Valley, 라일락길=Lilac Street
      """),
    "spot": WordTable(
      """
      편의점=convenience store, 우체국=post office, 정거장=station, 책방=bookshop, 빵집=bakery,
      세탁소=laundry, 여관=inn, 사진관=photo studio, 소극장=little theater, 도서관=library,
      밥집=diner, 이발소=barbershop, 다방=teahouse, 옥탑방=rooftop room, 기숙사=dormitory,
      목욕탕=bathhouse, 수선집=mending shop, 꽃집=flower shop, 찻집=tea room, 문방구=stationery shop,
      철물점=hardware store, 하숙집=boarding house, 온실=greenhouse, 양조장=brewery,
      구둣방=shoe shop, 약방=apothecary, 레코드 가게=record store, 떡집=rice cake shop
      """),
    "landscape": WordTable(
      """
      바다=sea, 강=river, 들판=field, 국경=border, 사막=desert, 밤=night, 안개=fog, 겨울=winter,
      언덕=hill, 숲=forest, 골목=alley, 시간=time, 구름=clouds, 파도=waves, 눈길=snowy road,
      갯벌=mudflats, 고개=mountain pass, 호수=lake, 섬=island, 터널=tunnel
      """),
    "scene": WordTable(
      """
      지하도=underpass, 저수지=reservoir, 폐교=abandoned school, 별장=villa, 산장=mountain lodge,
      병동=ward, 부두=pier, 터널=tunnel, 13층=thirteenth floor, 지하실=basement, 옥상=rooftop,
      비상계단=emergency stairs, 냉동창고=cold store, 안개길=foggy road, 검문소=checkpoint,
      막차=last train, 수문=floodgate, 뒷골목=back alley, 주차장=parking lot, 휴게소=rest stop,
      관제실=control room, 증거실=evidence room, 등대=lighthouse, 우물=well
      """),
    "palace": WordTable(
      """
      달그림자 궁=Palace of Moon Shadow, 서쪽 별궁=western villa, 내의원=royal infirmary,
      장서각=royal library, 나루터=ferry landing, 역참=post station, 저잣거리=market street,
      도화서=bureau of painting, 수라간=royal kitchen, 북방 성채=northern fortress,
      관상감=royal observatory, 포도청=constabulary, 비단길=silk road, 도자기 가마=pottery kiln,
      소금 창고=salt storehouse, 봉수대=beacon tower
      """),
    "world": WordTable(
      """
      구름 왕국=Cloud Kingdom, 유리 숲=Glass Forest, 거꾸로 도시=Upside-Down City,
      그림자 골짜기=Shadow Valley, 떠다니는 섬=Floating Island, 얼음 사막=Ice Desert,
      시계탑 마을=Clock Tower Village, 달의 뒷면=Far Side of the Moon, 무지개 동굴=Rainbow Cave,
      별똥별 바다=Sea of Shooting Stars, 톱니바퀴 항구=Cogwheel Harbor, 잠자는 화산=Sleeping Volcano,
      바람의 탑=Tower of Winds, 안개 늪=Mist Marsh, 거울 호수=Mirror Lake, 은빛 초원=Silver Meadow
      """),
  ]
}
