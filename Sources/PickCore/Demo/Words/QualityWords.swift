extension WordTables {
  /// How things are.
  static let qualities: [String: WordTable] = [
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
