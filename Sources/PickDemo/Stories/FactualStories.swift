extension StoryBook {
  /// 다큐.
  static let documentary = StoryBook(
    titles: """
      [nature]의 시간
      the time of [nature]
      [landscape](과) [nature]
      [nature] and the [landscape]
      다큐 기행: [region]의 [nature]
      documentary journey: [nature] of the [region]
      마지막 [craft]
      the last [craft]
      [place]의 [craft]
      the [craft] of [place]
      [nature], [number] 해의 기록
      [nature]: a record of [number] years
      [region](을) 지키는 [craft]
      the [craft] who guards the [region]
      """,
    openings: """
      [number] 해 동안 [region]에 머물며 [nature]의 사계절을 담았다.
      [number] years in the [region], and the four seasons of [nature].
      [place]에는 아직도 옛 방식을 고집하는 [craft] [person](이) 산다.
      In [place] lives [craft] [person], who still keeps to the old ways.
      카메라는 한 번도 가까이 볼 수 없었던 [nature]의 하루를 따라간다.
      The camera follows a day of [nature] never seen so close.
      """,
    turns: """
      느리게 흐르는 시간 속에서 자연과 사람이 주고받는 약속을 만난다.
      In slow time it finds the promises that nature and people make each other.
      사라져 가는 것과 새로 태어나는 것이 같은 자리에 놓인다.
      What vanishes and what is born lie in the same place.
      과학자와 주민이 함께 밝혀낸 뜻밖의 사실이 공개된다.
      Scientists and villagers reveal an unexpected finding.
      """,
    closings: """
      보고 나면 조금 느리게 걷고 싶어진다.
      Afterwards one wants to walk a little slower.
      화면 너머로 바람이 불어오는 다큐멘터리.
      A documentary with wind blowing through the screen.
      """)

  /// 뉴스/시사.
  static let news = StoryBook(
    titles: """
      [hour] [issue] 리포트
      [hour] report: [issue]
      추적 현장: [issue]
      on the scene: [issue]
      [place] 뉴스 [hour]
      [place] [hour] news
      [issue](을) 묻는다
      questions about [issue]
      [hour] 시사 마당
      current affairs of the [hour]
      [issue], [number] 개의 시선
      [issue]: [number] views
      """,
    openings: """
      [issue](을) 둘러싼 현장의 목소리를 [person] 기자가 직접 들었다.
      Reporter [person] went to hear the voices behind [issue].
      한 주의 소식 가운데 [issue](을) 골라 깊이 있게 짚는다.
      Out of a week of news it picks [issue] and looks deeper.
      [place] 주민들은 왜 [issue] 앞에서 거리로 나섰을까.
      Why did the people of [place] take to the streets over [issue]?
      """,
    turns: """
      통계 뒤에 가려진 사람들의 하루를 따라가며 해법을 찾는다.
      It follows the days of people hidden behind statistics, looking for answers.
      전문가 [number] 명이 서로 다른 처방을 내놓는다.
      [number] experts offer different remedies.
      취재진은 석 달 동안 모은 자료로 숨은 흐름을 드러낸다.
      With material gathered over three months the team shows what lies beneath.
      """,
    closings: """
      오늘을 이해하고 내일을 준비하는 시간.
      Time to understand today and prepare for tomorrow.
      쉬운 말로 풀어 주는 우리 사회 이야기.
      Our society, explained in plain words.
      """)

  /// 여행.
  static let travel = StoryBook(
    titles: """
      [daily] 여행: [region]
      [daily] travels: the [region]
      [region](으로) 가는 길
      the road to the [region]
      [person]의 [region] 일기
      [person]'s diary of the [region]
      [weather], [region]
      the [region] in the [weather]
      [region]에서 [number] 밤
      [number] nights at the [region]
      걸어서 [region] 끝까지
      on foot to the end of the [region]
      [daily] 골목 산책, [place]
      [daily] walks in [place]
      """,
    openings: """
      여행 작가 [person](이) 지도 한 장만 들고 [region](으로) 떠난다.
      Travel writer [person] sets out for the [region] with nothing but a map.
      관광객이 모르는 [region]의 아침 풍경이 펼쳐진다.
      A morning in the [region] that tourists never see.
      기차와 버스를 갈아타며 [place]에서 [region]까지 느리게 간다.
      Slowly, by train and bus, from [place] to the [region].
      """,
    turns: """
      길에서 만난 주민이 내어 준 따뜻한 밥 한 그릇이 여행의 방향을 바꾼다.
      A warm bowl of rice from a villager met on the road changes the course of the trip.
      [weather] 속에서 길을 잃지만, 그 덕분에 가장 좋은 풍경을 만난다.
      They lose their way in the [weather], and find the best view because of it.
      오래된 시장과 숨은 산책로, 작은 숙소를 차근차근 소개한다.
      Old markets, hidden paths and small inns are shown one by one.
      """,
    closings: """
      가방을 싸고 싶어지는 한 시간.
      An hour that makes you want to pack.
      떠나지 못한 이들을 위한 창문 같은 여행.
      A journey like a window, for those who could not go.
      """)

  /// 요리.
  static let cooking = StoryBook(
    titles: """
      [daily] [food]
      [daily] [food]
      [place] [food] 한 상
      a table of [food] from [place]
      [person]의 [daily] 부엌
      [person]'s [daily] kitchen
      [food] 명인을 찾아서, [place]
      [place]: in search of the master of [food]
      [hour]에는 [food]
      [food] in the [hour]
      [kin]의 [food]
      my [kin]'s [food]
      [food](과) [food2] 사이
      between [food] and [food2]
      """,
    openings: """
      요리 연구가 [person](이) [place]에서 배운 [food] 비법을 풀어놓는다.
      Cook [person] shares the secret of [food], learned in [place].
      냉장고 속 평범한 재료가 [food](으로) 다시 태어난다.
      Plain things from the fridge are reborn as [food].
      [number] 대를 이어 온 [food] 맛집의 새벽을 찾아간다.
      A visit before dawn to a house of [food] kept for [number] generations.
      """,
    turns: """
      불 조절부터 간 맞추기까지, 누구나 따라 할 수 있게 알려 준다.
      From the heat to the seasoning, everything is shown so that anyone can follow.
      손님상과 일상 밥상을 오가며 제철 재료의 맛을 살린다.
      Between feast and everyday table it brings out the taste of the season.
      레시피에 담긴 가족의 사연이 맛을 더한다.
      The family story behind the recipe adds to the taste.
      """,
    closings: """
      보는 것만으로도 배가 고파진다.
      Watching alone makes you hungry.
      오늘 저녁 메뉴 걱정은 여기까지.
      No more worries about supper tonight.
      """)

  /// 교양.
  static let culture = StoryBook(
    titles: """
      [daily] [study]
      [daily] [study]
      [hour]의 [study]
      [study] in the [hour]
      [person]의 [study] 교실
      [person]'s class in [study]
      [study], [spot]에 가다
      [study] goes to the [spot]
      알고 보면 [study]: [nature]
      all about [study]: [nature]
      [number] 번의 [study] 강의
      [number] lectures on [study]
      """,
    openings: """
      어렵게만 느껴지던 [study](을) [person] 교수가 생활 속 이야기로 풀어낸다.
      Professor [person] explains [study], long thought hard, with everyday stories.
      매주 하나의 질문에서 [study]의 세계가 열린다.
      Each week one question opens the world of [study].
      [spot]에 모인 동네 사람들이 [study](을) 놓고 이야기를 나눈다.
      Neighbors gathered in [a spot] talk about [study].
      """,
    turns: """
      실험과 그림, 짧은 이야기를 곁들여 눈높이를 맞추었다.
      Experiments, pictures and short tales keep it within reach.
      당연하다고 믿던 상식이 기분 좋게 뒤집힌다.
      Common sense is overturned, pleasantly.
      역사 속 인물의 선택에서 오늘의 답을 찾아본다.
      Choices of people in history suggest answers for today.
      """,
    closings: """
      하루 한 시간, 생각이 자라는 교양.
      An hour a day that helps thoughts grow.
      아는 만큼 세상이 넓어진다.
      The more you know, the wider the world.
      """)
}
