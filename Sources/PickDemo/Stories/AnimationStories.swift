extension StoryBook {
  /// 모험.
  static let adventure = StoryBook(
    titles: """
      [pet](과) [world]
      [pet] and the [world]
      [world] [team]
      the [world] [team]
      [animal] [team]: [world]
      the [animal] [team]: the [world]
      [vehicle] [team] [pet]
      [pet] of the [vehicle] [team]
      [world]의 [trove]
      the [trove] of the [world]
      용감한 [animal] [pet]
      [pet], the brave [animal]
      """,
    openings: """
      호기심 많은 [pet](은) [trove](을) 찾아 [world](으로) 떠난다.
      Curious [pet] sets out for the [world] in search of the [trove].
      [world]에 위기가 닥치자 [animal] [team](이) 출동한다.
      When danger comes to the [world], the [animal] [team] moves out.
      [vehicle](을) 타고 날아온 [pet](은) [world]에서 새 친구를 만난다.
      Arriving by [vehicle], [pet] meets new friends in the [world].
      """,
    turns: """
      길을 막는 장난꾸러기 악당도 알고 보면 외로운 친구다.
      The mischievous villain in the way turns out to be a lonely friend.
      힘이 모자랄 때는 머리를 맞대고, 겁이 날 때는 노래를 부른다.
      When strength fails they put their heads together; when afraid they sing.
      세 개의 문을 지나야 집으로 돌아가는 길이 열린다.
      Only past three doors does the way home open.
      """,
    closings: """
      용기와 우정이 자라는 신나는 모험.
      An exciting adventure in which courage and friendship grow.
      다음 목적지는 어디일까?
      Where to next?
      """)

  /// SF/로봇.
  static let robots = StoryBook(
    titles: """
      [robot] 기사 [pet]
      [pet], the [robot] knight
      변신 [vehicle] [robot]호
      transforming [vehicle] [robot]
      [robot] [team]
      the [robot] [team]
      출동! [robot] [team]
      go, [robot] [team]
      [world] 수호 로봇 [robot]
      [robot], guardian robot of the [world]
      슈퍼 [vehicle] [robot]
      super [vehicle] [robot]
      """,
    openings: """
      폐차장에서 발견된 로봇 [robot](은) 초등학생 [person]의 가장 친한 친구가 된다.
      Found in a scrapyard, the robot [robot] becomes the best friend of schoolchild [person].
      [vehicle](으로) 변신하는 [robot] [team](이) 도시의 평화를 지킨다.
      The [robot] [team], who turn into [a vehicle], guard the peace of the city.
      [world]에서 온 악당에 맞서 [person](은) [robot]호의 조종석에 오른다.
      Against villains from the [world], [person] climbs into the cockpit of [robot].
      """,
    turns: """
      합체의 비밀은 서로를 믿는 마음에 있었다.
      The secret of joining together lay in trusting each other.
      새로운 힘을 얻었지만, 쓸 수 있는 시간은 단 삼 분.
      A new power is theirs, but for three minutes only.
      어제의 적이 오늘의 동료가 되어 나타난다.
      Yesterday's enemy appears as today's comrade.
      """,
    closings: """
      출동 준비 완료, 오늘도 변신!
      Ready to go: transform!
      정의로운 로봇들의 불꽃 튀는 대결.
      A sparkling contest of robots for justice.
      """)

  /// 일상.
  static let everyday = StoryBook(
    titles: """
      [animal]네 [spot]
      the [animal]'s [spot]
      [soft] [spot]의 [animal]
      the [animal] of the [soft] [spot]
      오늘도 [pet]
      [pet] again today
      [pet]네 [mild] 하루
      [a mild] day with [pet]
      [place]의 [animal] [pet]
      [pet], the [animal] of [place]
      [funny] [animal] [pet]
      [pet] the [funny] [animal]
      """,
    openings: """
      [place] 골목 끝, [animal] [pet](이) [spot](을) 연다.
      At the end of an alley in [place], [pet] the [animal] opens [a spot].
      느긋한 [pet](과) 성격 급한 [animal](은) 한집에 사는 단짝이다.
      Easygoing [pet] and a hasty [animal] share a house as best friends.
      특별한 일은 없지만 매일이 조금씩 다른 [pet]의 하루.
      Nothing special happens, yet every day of [pet]'s is a little different.
      """,
    turns: """
      잃어버린 [thing](을) 찾다가 동네 친구를 모두 만난다.
      Looking for a lost [thing], they meet every friend in the neighborhood.
      사소한 오해도 따뜻한 간식 하나면 풀린다.
      A small misunderstanding melts away over a warm snack.
      계절이 바뀔 때마다 작은 잔치가 열린다.
      With each change of season there is a little feast.
      """,
    closings: """
      보고 있으면 마음이 말랑해지는 이야기.
      A story that softens the heart.
      짧지만 오래 웃게 되는 일상 애니메이션.
      Short everyday animation with long-lasting smiles.
      """)

  /// 학원/스포츠.
  static let school = StoryBook(
    titles: """
      [place] [sport]부
      the [place] [sport] club
      [funny] [sport] [team]
      the [funny] [sport] [team]
      [sport] 소년 [person]
      [sport] kid [person]
      [weather]의 [sport]
      [sport] in the [weather]
      방과 후 [spell] [team]
      the after-school [spell] [team]
      [place] 학교 [spell]
      the [spell] of [place] school
      """,
    openings: """
      [place] 학교의 전학생 [person](은) 해체 직전의 [sport]부에 들어간다.
      Transfer student [person] joins the [sport] club of [place] school, about to be dissolved.
      재능은 없지만 포기를 모르는 [person](과) 천재 [person2](이) 짝이 된다.
      [person], untalented but stubborn, is paired with the genius [person2].
      방과 후 교실에서 [person](은) [spell](과) 마주친다.
      After school, in an empty classroom, [person] comes across the [spell].
      """,
    turns: """
      첫 시합의 완패는 다섯 아이를 진짜 팀으로 만든다.
      A crushing first defeat makes five children a real team.
      라이벌 학교와의 결승전을 앞두고 친구의 비밀이 드러난다.
      Before the final against a rival school a friend's secret comes out.
      여름 합숙에서 아이들은 처음으로 속마음을 털어놓는다.
      At summer camp they open their hearts for the first time.
      """,
    closings: """
      땀과 눈물로 빛나는 우리들의 교실.
      Our classroom, shining with sweat and tears.
      지금 이 순간을 함께 달리는 청춘 이야기.
      A story of youth, running through this moment together.
      """)
}
