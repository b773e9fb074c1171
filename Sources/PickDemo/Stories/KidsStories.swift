extension StoryBook {
  /// 동요.
  static let songs = StoryBook(
    titles: """
      [pet](과) 부르는 [lesson] 동요
      [lesson] songs with [pet]
      [animal] [pet]의 노래
      songs of [pet] the [animal]
      흔들흔들 [animal] 율동
      wiggle along with the [animal]
      [weather] 동요 나라
      song land of the [weather]
      [pet] 자장가
      lullabies with [pet]
      [vehicle] 동요 모음: [pet]
      [vehicle] songs with [pet]
      """,
    openings: """
      [animal] [pet](과) 함께 손뼉 치며 부르는 신나는 동요.
      Clap and sing along with [pet] the [animal].
      [pet](이) [lesson](을) 노래로 쉽게 알려 줘요.
      [pet] makes [lesson] easy with songs.
      잠들기 전 [animal] 친구들이 들려주는 포근한 노래 모음.
      Cozy songs from [animal] friends before going to sleep.
      """,
    turns: """
      쉬운 율동을 따라 하다 보면 어느새 온몸이 들썩들썩!
      Follow the easy moves and the whole body starts to dance!
      새로운 노래가 나올 때마다 깜짝 손님도 찾아와요.
      With every new song comes a surprise guest.
      가사가 큼직하게 나와서 함께 부르기 좋아요.
      The words are shown in large letters, good for singing together.
      """,
    closings: """
      아이와 함께 부르면 더 즐거운 노래.
      Even more fun when you sing together.
      오늘도 신나게 불러 볼까요?
      Shall we sing today, too?
      """)

  /// 학습.
  static let learning = StoryBook(
    titles: """
      [pet]의 [lesson] 놀이터
      [pet]'s [lesson] playground
      [lesson](이) 쏙쏙, [pet]
      [lesson] made easy with [pet]
      [animal] 선생님의 [lesson] 교실
      [lesson] class with teacher [animal]
      반짝반짝 [lesson] [team]
      the twinkling [lesson] [team]
      [vehicle] 타고 [lesson]
      [lesson] by [vehicle]
      [lesson] 대장 [pet]
      [pet], captain of [lesson]
      """,
    openings: """
      궁금한 것이 많은 [pet](은) 매일 [lesson] 문제를 하나씩 풀어요.
      Curious [pet] solves one puzzle about [lesson] every day.
      [animal] 선생님과 함께라면 [lesson]도 놀이가 돼요.
      With teacher [animal], even [lesson] turns into play.
      [pet](이) [vehicle](을) 타고 [lesson] 나라로 떠나요.
      [pet] boards [a vehicle] to the land of [lesson].
      """,
    turns: """
      틀려도 괜찮아요, 다시 해 보면 되니까요.
      Mistakes are fine, because you can always try again.
      노래와 퀴즈로 배운 것을 한 번 더 익혀요.
      Songs and quizzes help to remember what was learned.
      친구들과 힘을 모아 어려운 문제도 해결해요.
      Together with friends even hard questions are solved.
      """,
    closings: """
      네 살부터 일곱 살까지, 스스로 배우는 즐거움.
      The joy of learning by oneself, from four to seven.
      배우는 재미가 쑥쑥 자라요.
      The fun of learning grows and grows.
      """)

  /// 놀이.
  static let playing = StoryBook(
    titles: """
      [pet](과) [play]
      [play] with [pet]
      오늘은 [play] 날, [pet]
      [play] day with [pet]
      [play] 대장 [animal]
      the [animal], captain of [play]
      뚝딱뚝딱 [play] [team]
      the busy [play] [team]
      [vehicle] [play] 놀이터
      the [vehicle] and [play] playground
      [pet]네 [play] 가게
      [pet]'s [play] shop
      """,
    openings: """
      [pet](과) [animal] 친구가 [play] 하나로 하루 종일 놀아요.
      [pet] and [a animal] friend play all day with [play].
      집에 있는 물건으로 [play](을) 시작해요.
      Let's begin [play] with things found at home.
      비가 와도 심심하지 않은 [pet]네 [play] 시간.
      Time for [play] with [pet], never boring even when it rains.
      """,
    turns: """
      천천히 따라 하면 멋진 [vehicle](이) 완성돼요.
      Follow slowly and a fine [vehicle] is made.
      순서를 지키고 장난감을 나누는 법도 배워요.
      They also learn to take turns and to share toys.
      엉뚱한 생각이 세상에 하나뿐인 놀이를 만들어요.
      A silly idea makes a game like no other.
      """,
    closings: """
      손과 머리가 함께 자라는 놀이 시간.
      Playtime in which hands and minds grow together.
      우리 같이 놀자!
      Come and play!
      """)

  /// 동화.
  static let storytime = StoryBook(
    titles: """
      [animal](과) [tale]
      the [animal] and the [tale]
      [tale] 이야기 보따리
      tales of the [tale]
      [weather]에 온 [tale]
      the [tale] that came in the [weather]
      잠자리 동화: [tale](과) [animal]
      bedtime story: the [tale] and the [animal]
      [world]의 [tale]
      the [tale] of the [world]
      [kin](이) 들려주는 [tale]
      the [tale] my [kin] told
      """,
    openings: """
      옛날 옛적 [world]에 작은 [animal] 한 마리가 살았어요.
      Once upon a time a little [animal] lived in the [world].
      밤마다 [tale](이) 창문을 두드리며 이야기를 들려줘요.
      Every night the [tale] knocks on the window and tells a story.
      길을 잃은 [animal](이) [tale](을) 만나요.
      A lost [animal] meets the [tale].
      """,
    turns: """
      착한 마음으로 나눈 사탕 한 알이 놀라운 일을 불러와요.
      One sweet shared with a good heart brings about something wonderful.
      욕심쟁이도 마지막에는 친구가 되지요.
      Even the greedy one becomes a friend in the end.
      무서운 밤길도 손을 잡으면 용기가 나요.
      Holding hands gives courage, even on a dark road.
      """,
    closings: """
      엄마 아빠 목소리로 듣는 듯한 다정한 동화.
      Tender tales, as if told by mom and dad.
      이야기가 끝나면 잘 자요, 좋은 꿈 꿔요.
      When the story ends: good night, sweet dreams.
      """)
}
