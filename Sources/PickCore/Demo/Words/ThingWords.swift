extension WordTables {
  /// What stories turn on.
  static let things: [String: WordTable] = [
    "thing": WordTable(
      """
      편지=letter, 우산=umbrella, 라디오=radio, 엽서=postcard, 자전거=bicycle, 피아노=piano,
      일기장=diary, 손목시계=wristwatch, 목도리=scarf, 사진 한 장=single photograph, 기타=guitar,
      나침반=compass, 열쇠=key, 손수건=handkerchief, 등불=lantern, 지도=map, 카세트테이프=cassette,
      오르골=music box, 종이배=paper boat, 화분=flowerpot, 은반지=silver ring, 풍경 소리=wind chime,
      만년필=fountain pen, 책갈피=bookmark, 털장갑=woolen glove, 악보=score
      """),
    "weather": WordTable(
      """
      봄밤=spring night, 첫눈=first snow, 장마=rainy season, 늦여름=late summer, 초겨울=early winter,
      새벽=dawn, 노을=sunset, 별밤=starry night, 보름밤=full-moon night, 가을볕=autumn sun,
      소나기=sudden shower, 안개비=misty rain, 봄비=spring rain, 함박눈=heavy snow, 아지랑이=heat haze,
      초여름=early summer, 늦가을=late autumn, 이슬=dew, 달무리=halo of the moon, 꽃샘추위=last frost
      """),
    "clue": WordTable(
      """
      목격자=witness, 발자국=footprint, 알리바이=alibi, 암호=cipher, 그림자=shadow, 증언=testimony,
      흔적=trace, 통화 기록=phone record, 침묵=silence, 공범=accomplice, 거짓말=lie, 유언=last will,
      수첩=notebook, 초대장=invitation, 영수증=receipt, 미행=pursuit, 블랙박스=black box,
      추적자=pursuer, 설계자=architect, 대역=double, 인질=hostage, 방문객=visitor
      """),
    "treasure": WordTable(
      """
      황금 나침반=golden compass, 낡은 지도=old map, 푸른 보석=blue jewel, 비밀 설계도=secret blueprint,
      검은 여권=black passport, 청동 열쇠=bronze key, 비밀 장부=secret ledger, 은빛 화물=silver cargo,
      백지 수표=blank check, 붉은 상자=red box, 왕실 도면=royal plans, 잃어버린 함대=lost fleet
      """),
    "device": WordTable(
      """
      신호=signal, 궤도=orbit, 기억 장치=memory device, 항로=route, 중력=gravity, 복제본=copy,
      수면 캡슐=sleep pod, 관측소=observatory, 인공 태양=artificial sun, 시간표=timetable,
      떠돌이 위성=wandering satellite, 빙하기=ice age, 우주 정거장=space station, 지하 도시=underground city
      """),
    "relic": WordTable(
      """
      옥새=royal seal, 비단 신=silk shoe, 먹그림=ink painting, 의서=book of healing, 은장도=silver dagger,
      거문고=geomungo, 밀서=secret letter, 호패=name tag, 백자=white porcelain, 천문도=star chart,
      가면=mask, 붓=brush, 장검=long sword, 나비 비녀=butterfly hairpin
      """),
    "spell": WordTable(
      """
      달빛 계약=moonlight contract, 여우 구슬=fox bead, 사라진 이름=lost name, 천 년의 약속=thousand-year promise,
      그림자 손님=shadow guest, 꿈 도둑=dream thief, 저승 우체부=postman of the beyond,
      시간의 문=door of time, 도깨비불=goblin fire, 봉인된 종=sealed bell, 별의 후견인=guardian of stars,
      푸른 실=blue thread
      """),
    "food": WordTable(
      """
      된장찌개=soybean stew, 김치=kimchi, 국수=noodles, 만두=dumplings, 비빔밥=bibimbap, 떡=rice cakes,
      나물=wild greens, 두부=tofu, 갈비=ribs, 생선구이=grilled fish, 전=savory pancakes, 죽=porridge,
      도시락=lunch boxes, 빵=bread, 장아찌=pickles, 냉면=cold noodles, 곰탕=beef bone soup, 김밥=gimbap,
      식혜=sweet rice punch, 해물탕=seafood stew
      """),
  ]
}
