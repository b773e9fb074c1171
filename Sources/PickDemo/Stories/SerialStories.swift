extension StoryBook {
  /// 사극.
  static let historical = StoryBook(
    titles: """
      [palace]의 [courtier]
      the [courtier] of the [palace]
      [courtier](과) [relic]
      the [courtier] and the [relic]
      [dark] [relic]
      the [dark] [relic]
      [palace]에 내린 [weather]
      [weather] over the [palace]
      [relic]의 비밀
      secret of the [relic]
      [courtier] [person]
      [person] the [courtier]
      [weather]의 [palace]
      the [palace] in the [weather]
      """,
    openings: """
      몰락한 집안의 자식 [person](은) 신분을 감추고 [palace]의 [courtier](이) 된다.
      [person], child of a fallen house, hides a name and becomes [courtier] of the [palace].
      왕세자가 사라진 밤, [courtier] [person](은) 피 묻은 [relic](을) 손에 넣는다.
      On the night the crown prince vanishes, [courtier] [person] comes by a blood-stained [relic].
      [relic](을) 둘러싼 소문이 [palace]까지 번지자 [courtier] [person](이) 은밀히 불려 간다.
      When talk of the [relic] reaches the [palace], [courtier] [person] is summoned in secret.
      """,
    turns: """
      권세를 쥔 대신들은 진실을 덮으려 하고, 벗이었던 이는 적이 되어 나타난다.
      Ministers in power bury the truth, and a friend returns as a foe.
      백성을 살릴 길과 사랑을 지킬 길이 서로 다른 곳을 향한다.
      The way to save the people and the way to keep a love lead apart.
      오래전 지워진 기록 한 줄이 나라의 운명을 바꾸어 놓는다.
      One line struck from the annals long ago changes the fate of the realm.
      """,
    closings: """
      이름 없는 이들이 써 내려간 또 하나의 역사.
      Another history, written by those without a name.
      칼보다 날카로운 신념의 대서사극.
      An epic of convictions sharper than swords.
      """)

  /// 가족.
  static let family = StoryBook(
    titles: """
      [funny] 우리 [kin]
      my [funny] [kin]
      [place] [number] 식구
      the [place] family of [number]
      [kin](이) 돌아왔다
      the [kin] is back
      [soft] [spot](과) [kin]
      the [kin] and the [soft] [spot]
      [spot] 집 [kin]
      the [kin] of the [spot]
      [weather]에 만난 [kin]
      the [kin] I met in the [weather]
      사랑하는 [kin]에게, [place]에서
      dear [kin], from [place]
      """,
    openings: """
      [place]에서 삼대째 [spot](을) 지켜 온 [person]네 집에 하루아침에 [kin](이) 들이닥친다.
      Three generations of [person]'s family kept [a spot] in [place]; then [a kin] turns up.
      홀로 아이를 키우는 [job] [person](은) [kin](과) 한 지붕 아래 살게 된다.
      [person], [a job] raising a child alone, comes to live under one roof with [a kin].
      부모의 결혼기념일, [number] 남매가 [place]에 모이면서 묵은 이야기가 터져 나온다.
      On their parents' anniversary [number] siblings gather in [place], and old stories burst out.
      """,
    turns: """
      유산과 결혼을 두고 집안은 두 편으로 갈리고 만다.
      Over an inheritance and a wedding the house splits in two.
      미워하면서도 서로의 밥을 챙기는 것이 가족이었다.
      To dislike one another and still set out each other's meal: that was family.
      출생의 비밀이 드러나지만, 정작 바뀌는 것은 마음이다.
      A secret of birth comes out, but what changes is the heart.
      """,
    closings: """
      저녁 밥상처럼 따뜻한 우리 집 이야기.
      A story of home, as warm as supper.
      울고 웃으며 다시 한 식구가 되어 가는 나날.
      Days of tears and laughter on the way to being one family again.
      """)

  /// 의학/법정.
  static let profession = StoryBook(
    titles: """
      [place] 응급실의 [weather]
      [weather] in the [place] emergency room
      국선 변호사 [person]
      public defender [person]
      [soft] 진료실
      the [soft] clinic
      [place] 지방법원의 [clue]
      the [clue] of [place] district court
      [dark] 처방전
      the [dark] prescription
      당직실의 [thing]
      the [thing] in the duty room
      의사 [person]의 [weather]
      doctor [person]'s [weather]
      """,
    openings: """
      실력은 최고, 성격은 최악인 의사 [person](이) [place]의 작은 병원으로 내려온다.
      Doctor [person], first in skill and last in manners, comes down to a small hospital in [place].
      져 본 적 없는 변호사 [person](은) 모두가 포기한 의뢰인을 맡는다.
      Lawyer [person], who has never lost, takes a client everyone gave up on.
      하룻밤에 환자가 서른 명, [place] 응급실의 [person](은) 오늘도 집에 가지 못한다.
      Thirty patients a night: [person] of the [place] emergency room does not get home today either.
      """,
    turns: """
      규정과 양심 사이에서 내린 한 번의 선택이 병원과 법정을 모두 흔든다.
      One choice between the rules and conscience shakes hospital and court alike.
      환자의 기록에서 발견된 [clue](이) 오래된 의료 사고를 가리킨다.
      The [clue] in a patient's file points to an old malpractice case.
      후배 [person2](과) 부딪치며 잊고 있던 처음의 마음을 떠올린다.
      Clashing with a junior, [person2], brings back a first resolve long forgotten.
      """,
    closings: """
      사람을 살리는 일이 곧 나를 살리는 일이었다.
      Saving others turned out to be saving oneself.
      매일 가장 절박한 순간을 사는 이들의 기록.
      A record of those who live the most urgent moments every day.
      """)

  /// 판타지.
  static let fantasy = StoryBook(
    titles: """
      [spell]
      the [spell]
      [place](과) [spell]
      [place] and the [spell]
      [spot]에 깃든 [spell]
      the [spell] in the [spot]
      [soft] [spot]의 [spell]
      the [spell] of the [soft] [spot]
      [job](과) [spell]
      the [job] and the [spell]
      [weather]의 [spell]
      the [spell] of the [weather]
      """,
    openings: """
      [spell](을) 이어받은 [job] [person](은) 사람의 마지막 소원을 듣게 된다.
      Heir to the [spell], [job] [person] begins to hear people's last wishes.
      자정이면 [place]의 [spot](은) 이승과 저승 사이의 문이 된다.
      At midnight [a spot] in [place] becomes a door between this world and the next.
      삼백 년을 잠들었던 [person](이) [spell] 때문에 오늘의 [place]에서 눈을 뜬다.
      Asleep for three hundred years, [person] wakes in the [place] of today because of the [spell].
      """,
    turns: """
      소원을 하나 들어줄 때마다 소중한 기억이 하나씩 사라진다.
      With every wish granted, one dear memory is gone.
      금지된 이름을 부른 순간, 잠들어 있던 것들이 깨어난다.
      The moment a forbidden name is spoken, sleeping things awake.
      인간이 되고 싶은 [person2](과) 인간이기에 두려운 이가 같은 운명에 묶인다.
      [person2], who longs to be human, is bound to one who fears being so.
      """,
    closings: """
      달빛 아래 펼쳐지는 애틋한 판타지.
      A wistful fantasy under the moonlight.
      끝나지 않은 인연이 다시 시작된다.
      A bond that never ended begins again.
      """)
}
