extension StoryBook {
  /// 액션.
  static let action = StoryBook(
    titles: """
      [treasure](을) 찾아라
      find the [treasure]
      [agent]: [place] 작전
      the [agent]: operation [place]
      [dark] [treasure]
      the [dark] [treasure]
      [agent]의 귀환
      return of the [agent]
      [scene] 탈출
      escape from the [scene]
      [landscape] 끝의 [agent]
      the [agent] at the end of the [landscape]
      [hour]의 추격자: [scene]
      [hour] pursuit: the [scene]
      """,
    openings: """
      은퇴를 하루 앞둔 [agent] [person]에게 [treasure](을) 옮기라는 명령이 떨어진다.
      A day before retiring, [agent] [person] is ordered to move the [treasure].
      [place](을) 장악한 조직이 [treasure](을) 손에 넣자, [agent] [person](이) 홀로 뛰어든다.
      When a syndicate that holds [place] takes the [treasure], [agent] [person] goes in alone.
      누명을 쓴 [person](은) [scene](을) 빠져나와 자신을 함정에 빠뜨린 자를 쫓는다.
      Framed, [person] breaks out of the [scene] to hunt the one who set the trap.
      """,
    turns: """
      동료의 배신과 끝없는 추격 속에 남은 시간은 마흔여덟 시간.
      Betrayed and hunted, there are forty-eight hours left.
      옛 라이벌 [person2](과) 손을 잡는 것 말고는 방법이 없다.
      There is no way but to join hands with an old rival, [person2].
      적은 도시의 모든 길목을 막고, 무대는 [landscape] 한가운데로 옮겨 간다.
      The enemy closes every road of the city, and the stage moves into the [landscape].
      """,
    closings: """
      쉴 틈 없이 몰아치는 정통 액션.
      Straight action without a moment's rest.
      지켜야 할 한 사람을 위한 마지막 질주가 시작된다.
      The last run begins, for the one person worth saving.
      """)

  /// SF/판타지.
  static let scienceFiction = StoryBook(
    titles: """
      [dark] [device]
      the [dark] [device]
      [place] [device]
      the [place] [device]
      [device] 너머의 [weather]
      [weather] beyond the [device]
      마지막 [job](과) [device]
      the last [job] and the [device]
      [spell]: [dark] 밤
      the [spell]: [a dark] night
      [number] 번째 [device]
      [device] [number]
      [landscape] 저편의 [device]
      the [device] across the [landscape]
      """,
    openings: """
      2140년, [job](이었)던 [person](은) [device]에서 보내온 목소리를 듣는다.
      In 2140, [person], once [a job], hears a voice sent from the [device].
      [device](이) 멈춘 날, [place]의 하늘에는 두 개의 달이 떠오른다.
      On the day the [device] stops, two moons rise over [place].
      기억을 사고파는 시대, [person](은) 지워진 하루를 되찾으려 한다.
      In an age when memories are bought and sold, [person] wants an erased day back.
      """,
    turns: """
      남은 승무원은 일곱 명, 그중 한 명은 사람이 아니다.
      Seven of the crew are left, and one of them is not human.
      과거로 신호를 보낼 기회는 단 한 번, 대가는 누군가의 존재다.
      There is one chance to signal the past, and the price is somebody's existence.
      인류의 마지막 도시를 구할 열쇠는 뜻밖에도 낡은 [thing]에 숨어 있었다.
      The key to the last city of mankind was hidden, of all places, in an old [thing].
      """,
    closings: """
      상상력의 끝에서 사람의 마음을 묻는다.
      At the far end of imagination it asks after the human heart.
      압도적인 화면으로 펼쳐지는 한국형 공상 과학.
      Korean science fiction on an overwhelming scale.
      """)

  /// 코미디.
  static let comedy = StoryBook(
    titles: """
      [funny] [misfit]
      the [funny] [misfit]
      [funny] [spot]
      the [funny] [spot]
      [misfit](과) [misfit2]
      the [misfit] and the [misfit2]
      [place] [misfit] 소동
      the [place] [misfit] affair
      [misfit], [spot](을) 차리다
      the [misfit] opens [a spot]
      [funny] [kin](이) 온다
      here comes the [funny] [kin]
      [funny] 가족의 [show]
      the [funny] family's [show]
      """,
    openings: """
      [place]의 [misfit] [person](은) 얼떨결에 [spot](을) 떠맡는다.
      In [place], [misfit] [person] ends up in charge of [a spot].
      [funny] [misfit] [person](과) 앙숙 [misfit2] [person2](이) 복권 한 장을 함께 줍는다.
      [funny] [misfit] [person] and old foe [misfit2] [person2] pick up one lottery ticket.
      연락이 끊겼던 [kin](이) 돌아오면서 [person]의 평온한 날들은 끝이 난다.
      When a lost [kin] comes back, the quiet days of [person] are over.
      """,
    turns: """
      작은 거짓말은 눈덩이처럼 불어나 온 마을을 뒤집어 놓는다.
      A little lie grows like a snowball and turns the whole town upside down.
      하는 일마다 꼬이는데, 이상하게 손님은 자꾸만 늘어난다.
      Everything goes wrong, and yet, strangely, more and more customers come.
      뒤늦게 정신을 차려 보니 이미 전국 뉴스의 주인공이 되어 있다.
      By the time they come to their senses they are on the national news.
      """,
    closings: """
      온 가족이 함께 웃을 수 있는 소동극.
      A romp the whole family can laugh at.
      웃음 끝에 슬쩍 눈물이 나는 휴먼 코미디.
      A human comedy with a quiet tear behind the laughter.
      """)
}
