/// The word tables gaps are filled from, by the gap's name.
enum WordTables {
  static func named(_ name: String) -> WordTable? { tables[name] }

  private static let tables: [String: WordTable] = places.merging(things) { $1 }
    .merging(people) { $1 }.merging(qualities) { $1 }.merging(topics) { $1 }
    .merging(children) { $1 }
}

extension WordTables {
  /// Scenes of stories; every town is invented.
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

extension WordTables {
  /// Objects.
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

extension WordTables {
  /// Occupations and relations.
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

extension WordTables {
  /// Qualities.
  private static let qualities: [String: WordTable] = [
    "soft": WordTable(
      """
      조용한=quiet, 느린=slow, 낯선=unfamiliar, 눈부신=dazzling, 서툰=clumsy, 다정한=tender,
      오래된=old, 두 번째=second, 작은=little, 따뜻한=warm, 비 오는 날=rainy-day, 푸른=blue,
      이름 없는=nameless, 길모퉁이=corner, 문 닫지 않는=never-closing, 봄을 파는=spring-selling,
      별이 머무는=starlit, 마지막=last, 나른한=drowsy, 언덕 위=hilltop
      """),
    "mild": WordTable(
      """
      조용한=quiet, 느린=slow, 다정한=tender, 따뜻한=warm, 서툰=clumsy, 나른한=drowsy, 작은=little,
      솔직한=frank, 담백한=plain, 소소한=small, 포근한=cozy, 반짝이는=sparkling
      """),
    "dark": WordTable(
      """
      차가운=cold, 은밀한=secret, 검은=black, 위험한=dangerous, 잃어버린=lost, 사라진=vanished,
      완벽한=perfect, 지워진=erased, 붉은=crimson, 낯선=strange, 일곱 번째=seventh, 침묵하는=silent,
      깨진=broken, 되살아난=revived, 보이지 않는=invisible, 버려진=abandoned, 조작된=fabricated,
      깊은=deep, 마지막=final, 뒤바뀐=switched
      """),
    "funny": WordTable(
      """
      수상한=suspicious, 엉뚱한=quirky, 까칠한=prickly, 이상한=strange, 겁 없는=fearless,
      뻔뻔한=shameless, 소란스러운=noisy, 무모한=reckless, 어쩌다=accidental, 만만한=easygoing,
      대책 없는=hopeless, 시끌벅적=boisterous, 얼떨결의=unwitting, 배고픈=hungry, 능청스러운=sly,
      야무진=plucky, 태평한=carefree, 우당탕탕=rough-and-tumble
      """),
    "daily": WordTable(
      """
      느긋한=leisurely, 소박한=simple, 반가운=welcome, 깊고 맑은=deep and clear, 맛있는=delicious,
      구수한=savory, 살맛 나는=lively, 푸짐한=generous, 정겨운=homely, 알뜰한=thrifty, 새로운=new,
      숨은=hidden, 오늘의=today's, 한 걸음 더=one more step, 우리 동네=our neighborhood, 주말의=weekend,
      열린=open, 뜻밖의=unexpected
      """),
  ]
}

extension WordTables {
  /// Subjects of programmes.
  private static let topics: [String: WordTable] = [
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

extension WordTables {
  /// Words of children's stories.
  static let children: [String: WordTable] = [
    "pet": WordTable(
      """
      몽글이=Monggeul, 두리=Duri, 콩콩이=Kong-Kong, 보들이=Bodeul, 팡팡이=Pang-Pang, 토리=Tori, 하루=Haru,
      방울이=Bangul, 초롱이=Chorong, 꼬미=Kkomi, 도토리=Dotori, 나나=Nana, 별콩이=Star Bean, 뭉치=Mungchi,
      쪼꼬=Jjokko, 둥둥이=Dung-Dung, 포포=Popo, 까불이=Kkabul, 솜솜이=Som-Som, 라미=Rami, 미누=Minu, 뿌뿌=Ppuppu
      """),
    "animal": WordTable(
      """
      아기 곰=baby bear, 꼬마 펭귄=little penguin, 하마=hippo, 너구리=raccoon dog, 고슴도치=hedgehog,
      아기 공룡=baby dinosaur, 고양이=cat, 강아지=puppy, 다람쥐=chipmunk, 토끼=rabbit, 코끼리=elephant,
      거북이=turtle, 아기 오리=duckling, 여우=fox, 부엉이=owl, 사슴=deer, 개구리=frog, 아기 상어=little shark
      """),
    "vehicle": WordTable(
      """
      소방차=fire engine, 꼬마 기차=little train, 헬리콥터=helicopter, 잠수함=submarine, 굴착기=digger,
      경찰차=police car, 로켓=rocket, 트랙터=tractor, 풍선 기구=balloon, 견인차=tow truck, 유람선=ferry, 스쿨버스=school bus
      """),
    "lesson": WordTable(
      """
      한글=Hangul, 숫자=numbers, 색깔=colors, 모양=shapes, 알파벳=alphabet, 시계=clocks, 동물=animals,
      우리 몸=our body, 계절=seasons, 과학=science, 안전=safety, 예절=manners, 세계 여행=world travel, 발명=inventions
      """),
    "play": WordTable(
      """
      종이접기=paper folding, 점토=clay, 블록=blocks, 그림자놀이=shadow play, 물감=paint, 숨바꼭질=hide-and-seek,
      모래놀이=sand play, 인형극=puppets, 요리 놀이=pretend cooking, 비눗방울=bubbles, 병원 놀이=doctor play, 줄넘기=skipping rope
      """),
    "tale": WordTable(
      """
      달토끼=moon rabbit, 요술 항아리=magic jar, 은방울=silver bell, 꼬마 도깨비=little goblin, 구름 양=cloud sheep,
      별사탕=star candy, 눈사람=snowman, 종이 왕관=paper crown, 무지개 신발=rainbow shoes, 호박 마차=pumpkin cart,
      바람 요정=wind fairy, 잠꾸러기 왕=sleepyhead king
      """),
    "trove": WordTable(
      """
      황금 나침반=golden compass, 사라진 지도=lost map, 푸른 보석=blue jewel, 무지개 열쇠=rainbow key,
      별 조각=splinter of a star, 요술 씨앗=magic seed, 은빛 피리=silver flute, 달님의 모자=moon's hat,
      웃음 상자=box of laughter, 용의 비늘=dragon scale
      """),
    "team": WordTable(
      """
      구조대=rescue team, 탐험대=expedition, 특공대=task force, 수비대=defenders, 삼총사=trio, 원정대=voyagers,
      연구소=laboratory, 동아리=club, 합창단=choir, 기사단=knights
      """),
    "robot": WordTable(
      """
      번개=Lightning, 강철=Iron, 태양=Solar, 혜성=Comet, 폭풍=Storm, 수정=Crystal, 화염=Blaze, 빙하=Glacier,
      그림자=Shadow, 황금=Gold, 초신성=Supernova, 자석=Magnet
      """),
  ]
}
