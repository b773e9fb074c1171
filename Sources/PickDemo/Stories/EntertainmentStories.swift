extension StoryBook {
  /// 예능.
  static let variety = StoryBook(
    titles: """
      [funny] [show]
      [funny] [show]
      [place] [show] 대작전
      operation [show] in [place]
      [misfit]의 [show]
      the [misfit]'s [show]
      [weekday]엔 [show]
      [weekday] is for the [show]
      [number] 명의 [show]
      [show] for [number]
      [funny] [spot] 사장님들
      bosses of the [funny] [spot]
      [region]에서 [show]
      [show] at the [region]
      """,
    openings: """
      개성 강한 출연자 여섯 명이 [place]에 모여 매주 새로운 [show]에 도전한다.
      Six strong characters gather in [place] and take on a new [show] each week.
      휴대 전화도 지갑도 없이 떠난 [show], 믿을 것은 오직 서로뿐이다.
      [A show] without phone or purse, with nobody to rely on but each other.
      방송인 [person](과) 막내 [person2](이) 폐업 직전의 [spot](을) 되살린다.
      Host [person] and junior [person2] bring a failing [spot] back to life.
      """,
    turns: """
      예상 밖의 손님이 찾아오면서 규칙은 첫날부터 무너진다.
      An unexpected guest arrives, and the rules collapse on day one.
      벌칙을 피하려는 눈치 싸움과 뜻밖의 활약이 이어진다.
      What follows is a war of nerves to dodge the forfeit, and feats nobody expected.
      서툰 하루가 쌓일수록 팀은 진짜 가족처럼 변해 간다.
      As clumsy days add up, the team turns into something like a family.
      """,
    closings: """
      아무 생각 없이 웃고 싶은 밤을 위한 예능.
      Entertainment for nights that only want a laugh.
      이번 주에도 배꼽은 책임지지 않습니다.
      Once again, no responsibility is taken for aching sides.
      """)

  /// 토크쇼.
  static let talk = StoryBook(
    titles: """
      [hour]의 [mild] 대화
      [mild] talk in the [hour]
      [person]의 [soft] [spot]
      [person]'s [soft] [spot]
      [soft] [spot], 이야기 손님
      guests of the [soft] [spot]
      [weather](과) 수다
      chatter and [weather]
      [job]에게 묻다
      ask the [job]
      [hour] 라디오, [spot]
      [hour] radio at the [spot]
      """,
    openings: """
      진행자 [person](이) [soft] [spot](을) 열고 매주 한 사람의 손님을 맞는다.
      Host [person] opens [a soft] [spot] and welcomes one guest a week.
      [job], [job2], 그리고 평범한 이웃이 한 탁자에 앉는다.
      [A job], [a job2] and an ordinary neighbor sit down at one table.
      대본 없이 시작되는 [hour]의 대화, 질문은 [thing] 속에 담겨 있다.
      Talk of the [hour] without a script: the questions are kept with [a thing].
      """,
    turns: """
      어디서도 꺼내지 않았던 실패담과 처음 듣는 고백이 이어진다.
      Failures never told elsewhere and first confessions follow.
      웃음으로 시작한 이야기는 어느새 서로의 안부를 묻는다.
      What begins with laughter ends in asking how the other has been.
      시청자의 사연 하나가 모두의 마음을 움직인다.
      One letter from a viewer moves everyone.
      """,
    closings: """
      잠들기 전에 듣기 좋은 이야기.
      Good talk before going to sleep.
      사람이 궁금해지는 시간.
      An hour that makes you curious about people.
      """)

  /// 음악.
  static let music = StoryBook(
    titles: """
      [hour]의 [music]
      [music] in the [hour]
      [place] [music] 무대
      the [place] [music] stage
      [music], [weather]에 만나다
      [music] meets [weather]
      [mild] [music] 콘서트
      [a mild] [music] concert
      [region] [music] 여행
      [a music] journey to the [region]
      노래하는 [spot]: [music]
      the singing [spot]: [music]
      """,
    openings: """
      [music](을) 사랑하는 이들이 [place]의 작은 무대에 오른다.
      People who love [music] step onto a small stage in [place].
      매주 한 곡, [person](이) 오래된 노래를 [music](으로) 다시 부른다.
      One song a week: [person] sings an old tune again as [music].
      이름 없는 연주자 열두 명이 [music] 하나로 겨룬다.
      Twelve unknown players compete with nothing but [music].
      """,
    turns: """
      관객 백 명의 박수가 다음 무대의 주인공을 정한다.
      The applause of a hundred listeners decides who plays next.
      연습실의 땀과 무대의 떨림을 가까이에서 담았다.
      The sweat of rehearsal and the tremble of the stage, seen up close.
      노래에 얽힌 사연이 흐르면 객석도 함께 따라 부른다.
      As the story of a song unfolds, the audience sings along.
      """,
    closings: """
      귀로 보고 눈으로 듣는 한 시간.
      An hour to see by ear and hear by eye.
      한 주의 피로를 씻어 주는 음악 선물.
      A musical gift that washes the week away.
      """)

  /// 스포츠.
  static let sports = StoryBook(
    titles: """
      [place] [sport] 리그
      the [place] [sport] league
      [funny] [sport] 교실
      the [funny] [sport] class
      [weekday]의 [sport]
      [weekday] [sport]
      [misfit], [sport]에 빠지다
      the [misfit] falls for [sport]
      [sport] 한 판, [place]
      one round of [sport] in [place]
      [sport] 전설을 찾아서: [place]
      legends of [sport]: [place]
      """,
    openings: """
      전국의 [sport] 동호인이 [place]에 모여 최강을 가린다.
      [sport] amateurs from all over gather in [place] to find the best.
      공을 처음 만져 보는 사람들이 [sport] 팀을 만들고 첫 승을 꿈꾼다.
      People new to the game form [a sport] team and dream of a first win.
      왕년의 국가대표 [person](이) [place]의 꼴찌 [sport] 팀을 맡는다.
      Former national player [person] takes charge of [place]'s last-placed [sport] team.
      """,
    turns: """
      점수판이 뒤집히는 마지막 일 분, 아무도 자리를 뜨지 못한다.
      In the last minute, as the score turns over, nobody leaves.
      지는 법을 먼저 배운 팀은 조금씩 이기는 법을 알아 간다.
      A team that first learned to lose slowly finds out how to win.
      부상과 슬럼프를 넘어 다시 출발선에 선다.
      Past injury and slump, they stand at the starting line again.
      """,
    closings: """
      땀방울이 만드는 각본 없는 드라마.
      Drama without a script, made of sweat.
      응원하다 보면 어느새 뛰고 싶어진다.
      Cheer for a while and you will want to run yourself.
      """)
}
