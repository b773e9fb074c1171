import PickModel
import PickRecommender

/// The chosen settings as tables.
struct ChoiceTables {
  let choice: BlendChoice
  let words: ReportWords

  /// How loud each part of the blend is.
  var weights: ReportTable {
    let shares = choice.blend.shares
    let all: [(String, String, Float)] = [
      ("taste", words("함께 본 작품", "Watched together"), shares.taste),
      ("sequence", words("이어 본 작품", "Watched next"), shares.sequence),
      ("content", words("내용 유사", "Resembling contents"), shares.content),
      (
        "exploration", words("내용 유사 (본 사람 없는 작품)", "The same, of titles without viewers"),
        shares.exploration
      ),
      ("popularity", words("인기", "Popularity"), shares.popularity),
    ]
    return ReportTable(
      "weights", words("고른 무게", "The chosen weights"),
      columns: [.text("part", words("부분", "Part")), .number("weight", words("무게", "Weight"))],
      rows: all.map { [ReportTable.Cell($0.1, raw: $0.0), .decimal(Double($0.2), 3)] },
      bars: all.map { Double($0.2) })
  }

  /// What was tried: each part alone, then settings.
  var trials: ReportTable {
    let parts = choice.trials.filter { $0.value == nil }
    let settings = choice.trials.filter { $0.value != nil }
    return ReportTable(
      "trials",
      words(
        "시도한 것 (최근 몇 주의 \(words.count(choice.cases))건에서, 고른 설정 NDCG@10 \(FigureText.fixed(choice.ndcg, 3)))",
        "What was tried on \(words.count(choice.cases)) cases of the last weeks; chosen: NDCG@10 "
          + FigureText.fixed(choice.ndcg, 3)),
      columns: [
        .text("name", words("이름", "Name")), .number("value", words("값", "Value")),
        .number("ndcg", "NDCG@10"), .number("lead", words("앞섬", "Lead")),
        .number("error", words("표준오차", "Error")), .text("taken", words("고름", "Taken")),
      ],
      rows: (parts + settings).map { trial in
        [
          ReportTable.Cell(
            trial.value == nil
              ? words("\(words.model(trial.name)) 하나만", "\(words.model(trial.name)) alone")
              : words.outside(trial.name), raw: words.outside(trial.name)),
          trial.value.map { .decimal($0, 3) } ?? ReportTable.Cell("–", raw: ""),
          .decimal(trial.ndcg, 4), .decimal(trial.lead, 4), .decimal(trial.error, 4),
          ReportTable.Cell(trial.isTaken ? "✓" : "", raw: trial.isTaken ? "yes" : "no"),
        ]
      })
  }
}

/// Recommendations of unnamed viewers, with the summands of their scores.
struct ExampleTables {
  let examples: [RecommendationFigures.Example]
  let words: ReportWords

  /// One for each viewer.
  var tables: [ReportTable] {
    examples.enumerated().map { place, example in
      let latest = example.latest.map { words.name($0.original, $0.english) }
        .joined(separator: ", ")
      return ReportTable(
        "example-\(place + 1)",
        words(
          "보기 \(place + 1): \(example.watchedTitles)편을 본 시청자 (최근: \(latest))",
          "Example \(place + 1): a viewer of \(example.watchedTitles) titles (latest: \(latest))"),
        columns: [
          .text("pick", words("추천", "Pick")), .text("because", words("이유", "Because")),
          .number("part", words("점수", "Score")),
        ],
        rows: example.picks.flatMap { pick in
          pick.reasons.enumerated().map { row, reason in
            [
              ReportTable.Cell(
                row == 0 ? words.name(pick.name.original, pick.name.english) : "",
                raw: pick.name.original),
              ReportTable.Cell(sentence(reason.source)), .decimal(reason.contribution, 3),
            ]
          }
        })
    }
  }

  private func sentence(_ source: Explanation.Part.Source) -> String {
    func name(_ title: TitleReference) -> String {
      words.name(title.name.original, title.name.english)
    }
    switch source {
    case .watched(let title):
      return words("‘\(name(title))’ 시청", "watched “\(name(title))”")
    case .lookedAt(let title):
      return words("‘\(name(title))’ 클릭", "opened “\(name(title))”")
    case .content(let title):
      return words("‘\(name(title))’와 비슷한 내용", "resembles “\(name(title))”")
    case .popularity: return words("인기", "popular")
    case .thumb(let title):
      return words("‘\(name(title))’ 평가", "thumb for “\(name(title))”")
    }
  }
}
