extension StoryBook {
  /// 스릴러.
  static let thriller = StoryBook(
    titles: """
      [dark] [clue]
      the [dark] [clue]
      [scene]의 [clue]
      the [clue] in the [scene]
      [place] [scene] 사건
      the [place] [scene] case
      [clue](은) 잠들지 않는다
      the [clue] never sleeps
      [scene]에서 걸려 온 전화
      the call from the [scene]
      [dark] [scene]
      the [dark] [scene]
      [number] 번째 [clue](을) 찾아서
      after [clue] number [number]
      """,
    openings: """
      [weather]의 [scene], [agent] [person](은) 있어서는 안 될 [clue](을) 발견한다.
      In the [weather] at the [scene], [agent] [person] finds [a clue] that should not exist.
      [place]에서 세 사람이 차례로 자취를 감추고, 남은 것은 [clue]뿐이다.
      In [place] three people vanish one after another, leaving nothing but [a clue].
      사고로 기억을 잃은 [person](은) 자신이 [dark] [clue](과) 이어져 있음을 알게 된다.
      Robbed of memory by an accident, [person] learns of a tie to [a dark] [clue].
      """,
    turns: """
      진실에 다가갈수록 가장 가까운 사람의 말이 어긋나기 시작한다.
      The nearer the truth, the less the words of the closest person add up.
      범인은 수사보다 늘 한 걸음 앞서 있고, 다음 표적은 [person2](이다).
      The culprit is always one step ahead, and the next target is [person2].
      주어진 시간은 단 하룻밤, 누구도 믿을 수 없는 추적이 시작된다.
      There is a single night, and a chase in which nobody can be trusted.
      """,
    closings: """
      마지막 순간까지 숨을 고를 수 없는 심리 스릴러.
      A psychological thriller that leaves no room for breath until the end.
      밝혀진 진실은 누구를 구하고 누구를 무너뜨릴까.
      Once known, whom will the truth save, and whom will it break?
      """)

  /// 범죄/수사.
  static let crime = StoryBook(
    titles: """
      [agent]: [dark] [clue]
      the [agent]: [dark] [clue]
      [place] 수사대
      [place] squad
      [agent](과) [agent2]
      the [agent] and the [agent2]
      [clue](을) 쫓는 [agent]
      the [agent] after the [clue]
      미제 사건: [scene]의 [clue]
      cold case: the [clue] in the [scene]
      [place] 전담반: [clue]
      [place] task force: the [clue]
      """,
    openings: """
      좌천된 [agent] [person](은) [place]에서 아무도 맡지 않으려는 사건을 떠안는다.
      Demoted to [place], [agent] [person] is handed the case nobody wants.
      [scene]에서 발견된 [clue] 하나가 십오 년 전 미제 사건의 문을 다시 연다.
      One [clue] found at the [scene] reopens a case unsolved for fifteen years.
      원칙주의자 [agent] [person](과) 직감을 믿는 [agent2] [person2](이) 한 팀이 된다.
      By-the-book [agent] [person] and [agent2] [person2], who trusts instinct, become one team.
      """,
    turns: """
      증거는 한 사람을 가리키지만, 현장은 전혀 다른 이야기를 들려준다.
      The evidence points at one person; the scene tells quite another story.
      조직 안의 누군가가 정보를 흘리고, 팀은 서로를 의심하기 시작한다.
      Somebody inside is leaking, and the team begins to doubt itself.
      작은 절도 사건으로 보였던 일은 도시 전체를 뒤흔들 음모로 번진다.
      What looked like petty theft grows into a plot that will shake the whole city.
      """,
    closings: """
      끝까지 물고 늘어지는 사람들의 뜨거운 수사극.
      A heated procedural about people who never let go.
      정의는 늦더라도 반드시 도착한다.
      Justice may be late, but it arrives.
      """)

  /// 공포.
  static let horror = StoryBook(
    titles: """
      [dark] [scene]
      the [dark] [scene]
      [place] [scene] 괴담
      the ghost story of the [place] [scene]
      [scene]에 사는 것
      what lives in the [scene]
      [weather]의 [dark] 손님
      [a dark] guest in the [weather]
      돌아보지 마, [scene]
      the [scene]: do not look back
      [number] 번째 계단, [scene]
      step [number], the [scene]
      """,
    openings: """
      [place]의 [scene](은) 밤이 되면 아무도 찾지 않는 곳이다.
      When night falls, nobody goes near the [scene] of [place].
      이사 온 첫날 밤, [person](은) [scene] 쪽에서 자신의 이름을 부르는 소리를 듣는다.
      On the first night in a new home, [person] hears a voice call out from the [scene].
      방송 촬영을 위해 [scene](을) 찾은 여섯 사람은 나가는 길을 잃어버린다.
      Six people come to film at the [scene] and lose the way out.
      """,
    turns: """
      한 사람씩 같은 꿈을 꾸기 시작하고, 꿈속의 문은 조금씩 열린다.
      One by one they dream the same dream, and the door in it opens a little more each time.
      그곳에 얽힌 옛이야기가 사실이었음을 깨달았을 때는 이미 늦었다.
      By the time they see that the old tale was true, it is too late.
      거울 속의 시간이 어긋나면서 산 사람과 그렇지 않은 것이 뒤섞인다.
      As time slips in the mirrors, the living and the rest begin to mingle.
      """,
    closings: """
      불을 켜고 보아도 등골이 서늘해지는 공포.
      A chill down the spine, even with the lights on.
      가장 무서운 것은 아직 문밖에 있다.
      The most frightening thing is still outside the door.
      """)
}
