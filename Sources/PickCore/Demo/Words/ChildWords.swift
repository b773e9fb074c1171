extension WordTables {
  /// What children's stories are made of.
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
