extension StoryBook {
  /// 멜로/로맨스.
  static let romance = StoryBook(
    titles: """
      [landscape](을) 건너온 [thing]
      the [thing] that crossed the [landscape]
      [place](으로) 온 [thing]
      the [thing] that came to [place]
      [weather], [soft] [spot]
      [weather] at the [soft] [spot]
      너에게 보내는 [thing]
      the [thing] I send you
      [job](과) [job2]의 [weather]
      the [job], the [job2] and the [weather]
      [weather]에 두고 온 [thing]
      the [thing] left in the [weather]
      [place]의 [weather]
      the [weather] of [place]
      [soft] [spot]에서 만나요
      meet me at the [soft] [spot]
      """,
    openings: """
      [place]의 [job] [person](은) 낡은 [thing](을) 고치러 온 [job2] [person2](과) 마주친다.
      In [place], [job] [person] meets [person2], [a job2] who comes to have an old [thing] mended.
      첫사랑에게 [thing](을) 돌려주려고 [person](은) 십 년 만에 [place](으로) 돌아온다.
      [person] returns to [place] after ten years to give a first love back [a thing].
      [job](을) 그만둔 [person](은) [place]의 [soft] [spot](을) 물려받는다.
      [person] gives up life as [a job] and inherits [a soft] [spot] in [place].
      """,
    turns: """
      서로의 상처를 알아본 두 사람은 말없이 같은 길을 걷기 시작한다.
      Two people who recognize each other's wounds begin to walk the same road without a word.
      가까워질수록 말하지 못한 약속 하나가 두 사람 사이를 가로막는다.
      The closer they come, the more one unspoken promise stands between them.
      그러나 [weather](이) 찾아온 날, 오래 숨겨 둔 사연이 뜻밖의 모습으로 드러난다.
      But on a day of [weather], a story long hidden comes to light in an unexpected way.
      """,
    closings: """
      다시 사랑할 용기를 묻는 잔잔한 이야기.
      A gentle story that asks for the courage to love again.
      계절이 한 바퀴 도는 동안, 마음은 어디에 닿을까.
      While the seasons come full circle, where will the heart arrive?
      """)

  /// 로맨틱 코미디.
  static let romanticComedy = StoryBook(
    titles: """
      [funny] [spot]의 [job]
      the [job] of the [funny] [spot]
      우리 집 [job](은) [funny] [misfit]
      our [job] is [a funny] [misfit]
      [misfit]의 연애 수업
      the [misfit]'s lessons in love
      [job](이랑) 한집살이
      living with the [job]
      [funny] 맞선, [weather]
      [a funny] blind date and the [weather]
      계약하실래요, [job] 씨
      shall we sign, dear [job]
      [place] 연애 상담소
      the [place] love clinic
      """,
    openings: """
      사랑에는 재능이 없다고 믿는 [job] [person] 앞에 [funny] [misfit] [person2](이) 이사를 온다.
      [person], [a job] sure of having no gift for love, gets a new neighbor: [funny] [misfit] [person2].
      월세를 아끼려던 [person](은) 하필 원수 같은 [job] [person2](과) 한집에 살게 된다.
      To save on rent, [person] ends up sharing a house with a sworn enemy, [job] [person2].
      [place]에서 [spot](을) 하는 [person](은) 가짜 연인 노릇을 제안받는다.
      [person], who runs [a spot] in [place], is asked to play somebody's sweetheart.
      """,
    turns: """
      티격태격하던 하루하루는 어느새 서로가 없으면 심심한 날들이 된다.
      Days of bickering turn into days that are dull without each other.
      규칙을 정할수록 규칙은 깨지고, 온 동네가 두 사람의 관계를 눈치챈다.
      Every rule they set is broken, and the whole neighborhood notices.
      엉킨 거짓말을 수습하려다 두 사람은 진짜 마음을 들켜 버린다.
      Trying to untangle a lie, the two give their true feelings away.
      """,
    closings: """
      웃다 보면 마음이 간지러워지는 로맨틱 코미디.
      A romantic comedy that tickles the heart between laughs.
      싸우다 정드는 두 사람의 유쾌한 줄다리기.
      A merry tug of war between two people who fight their way to fondness.
      """)

  /// 사람 사는 이야기: 드라마 영화.
  static let humanDrama = StoryBook(
    titles: """
      [soft] [spot]
      the [soft] [spot]
      [place]의 [thing]
      the [thing] of [place]
      [kin]의 [thing]
      the [thing] of my [kin]
      [landscape](을) 건너는 법
      how to cross the [landscape]
      [job](은) [weather](을) 기다린다
      the [job] waits for the [weather]
      [place]에서 보낸 [number] 번의 [weather]
      [number] times [weather] in [place]
      [kin](과) [thing]
      the [kin] and the [thing]
      """,
    openings: """
      평생 [job](으로) 살아온 [person](은) 문 닫을 날을 앞둔 [spot]에 마지막으로 들른다.
      After a life as [a job], [person] stops by [a spot] about to close for the last time.
      오래 소식이 끊긴 [kin]에게서 [thing](이) 도착하자 [person](은) [place](으로) 향한다.
      When [a thing] arrives from a long-lost [kin], [person] sets out for [place].
      하루아침에 일자리를 잃은 [person](은) 고향 [place]의 [spot]에서 다시 시작하기로 한다.
      Out of work overnight, [person] decides to begin again at [a spot] back home in [place].
      """,
    turns: """
      떠나려는 사람과 남으려는 사람 사이에서 묵은 오해가 하나씩 풀린다.
      Between those who leave and those who stay, old misunderstandings come undone one by one.
      낯선 이웃들의 서툰 친절이 굳게 닫힌 마음을 조금씩 움직인다.
      The clumsy kindness of unknown neighbors slowly moves a heart shut tight.
      그곳에서 발견한 사진 한 장이 잊고 있던 시절을 불러낸다.
      A photograph found there calls back a time forgotten.
      """,
    closings: """
      화려하지 않아도 오래 남는 우리 이웃의 이야기.
      A story of our neighbors, plain and lasting.
      살아간다는 일의 무게와 온기를 담담하게 그린다.
      It draws the weight and the warmth of living with a calm hand.
      """)
}
