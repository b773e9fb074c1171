import PickModel
import PickRecommender

/// An evaluation as a picture and tables.
struct ModelTables {
  let metrics: EvaluationMetrics
  let words: ReportWords

  /// All models, side by side.
  var models: Plot {
    let all = metrics.models
    let table = ReportTable(
      "models", words("모델 비교", "Models side by side"),
      columns: [
        .text("model", words("모델", "Model")),
        .number("ndcg", words("NDCG@10 (95% 구간)", "NDCG@10 (95 %)")),
        .number("recall", words("재현율@10", "Recall@10")),
        .number("coverage", words("포괄도", "Coverage")),
        .number("novelty", words("새로움", "Novelty")),
      ],
      rows: all.map { model in
        [
          ReportTable.Cell(words.model(model.name), raw: words.outside(model.name)),
          cell(model.ndcg), model.recall.map(cell) ?? Self.none,
          model.coverage.map { .share($0, words) } ?? Self.none,
          model.novelty.map { .decimal($0, 2) } ?? Self.none,
        ]
      }, bars: all.map(\.ndcg.mean))
    let best = all.max { $0.ndcg.mean < $1.ndcg.mean }
    let highest = all.map { $0.ndcg.high ?? $0.ndcg.mean }.max() ?? 0
    return Plot(
      id: "models",
      kind: .ranges(
        labels: all.map { words.model($0.name) },
        values: all.map {
          Plot.Range(
            low: $0.ndcg.low ?? $0.ndcg.mean, middle: $0.ndcg.mean,
            high: $0.ndcg.high ?? $0.ndcg.mean)
        }, least: 0, most: highest),
      caption: table.caption,
      legend: [words("점은 평균, 막대는 95% 구간", "dot: mean; bar: 95 % interval")],
      description: words(
        "모델별 NDCG@10과 95% 구간. 평균이 가장 높은 것은 \(best.map { words.model($0.name) } ?? "–"), \(FigureText.fixed(best?.ndcg.mean ?? 0, 3)).",
        "NDCG@10 of each model with its 95 % interval. The highest mean is "
          + "\(FigureText.fixed(best?.ndcg.mean ?? 0, 3)): \(best.map { words.model($0.name) } ?? "–")."
      ),
      xLabel: "NDCG@10", table: table)
  }

  /// The served model beside the others; `nil` without comparisons.
  var comparisons: ReportTable? {
    guard !metrics.comparisons.isEmpty else { return nil }
    return ReportTable(
      "comparisons", words("서비스 모델과의 차이 (같은 사례끼리)", "The served model minus another, case by case"),
      columns: [
        .text("with", words("상대", "With")),
        .number("difference", words("차이 (95% 구간)", "Difference (95 %)")),
        .text("verdict", words("판정", "Verdict")),
      ],
      rows: metrics.comparisons.map { one in
        [
          ReportTable.Cell(words.model(one.with), raw: words.outside(one.with)),
          cell(Interval(mean: one.difference, low: one.low, high: one.high)),
          verdict(one),
        ]
      })
  }

  private func verdict(_ one: EvaluationMetrics.Comparison) -> ReportTable.Cell {
    guard one.isClear else {
      return ReportTable.Cell(words("가릴 수 없음", "not told apart"), raw: "unclear")
    }
    return one.difference > 0
      ? ReportTable.Cell(words("나음", "better"), raw: "better")
      : ReportTable.Cell(words("못함", "worse"), raw: "worse")
  }

  /// Each kind of viewer; `nil` without segments.
  var segments: ReportTable? {
    guard !metrics.segments.isEmpty else { return nil }
    let names = metrics.models.map(\.name)
    return ReportTable(
      "segments", words("시청자 종류별 NDCG@10", "NDCG@10 by kind of viewer"),
      columns: [
        .text("segment", words("종류", "Kind")), .number("users", words("시청자", "Viewers")),
      ] + names.map { .number(words.outside($0), words.model($0)) },
      rows: metrics.segments.map { segment in
        [
          ReportTable.Cell(words.segment(segment.name), raw: words.outside(segment.name)),
          .count(segment.users),
        ]
          + names.map { name in
            segment.models.first { $0.name == name }.map { .decimal($0.ndcg.mean, 3) } ?? Self.none
          }
      })
  }

  /// Front pages of the past; `nil` without.
  var home: ReportTable? {
    guard let horizons = metrics.home?.horizons, !horizons.isEmpty else { return nil }
    return ReportTable(
      "home", words("홈 화면의 값어치", "What front pages were worth"),
      columns: [
        .text("within", words("기간", "Within")), .number("pages", words("홈", "Pages")),
        .number("ndcg", words("NDCG (95% 구간)", "NDCG (95 %)")),
        .number("hit_rate", words("적중한 홈", "Hit rate")),
      ],
      rows: horizons.map { horizon in
        [
          ReportTable.Cell(
            horizon.horizon == "day"
              ? words("하루", "a day")
              : horizon.horizon == "week" ? words("한 주", "a week") : words.outside(horizon.horizon),
            raw: words.outside(horizon.horizon)), .count(horizon.pages), cell(horizon.ndcg),
          horizon.hitRate.map(cell) ?? Self.none,
        ]
      })
  }

  /// What each part is worth; `nil` without.
  var ablation: ReportTable? {
    guard !metrics.ablation.isEmpty else { return nil }
    return ReportTable(
      "ablation", words("하나씩 뺐을 때 (차이는 온전한 모델과)", "Without one part (beside the whole)"),
      columns: [
        .text("without", words("뺀 것", "Without")), .number("ndcg", "NDCG@10"),
        .number("difference", words("차이 (95% 구간)", "Difference (95 %)")),
      ],
      rows: metrics.ablation.map { one in
        [
          ReportTable.Cell(words.model(one.without), raw: words.outside(one.without)),
          .decimal(one.ndcg, 3),
          one.difference.map { cell(Interval(mean: $0, low: one.low, high: one.high)) }
            ?? Self.none,
        ]
      }, bars: metrics.ablation.map(\.ndcg))
  }

  private static let none = ReportTable.Cell("–", raw: "")

  private func cell(_ interval: Interval) -> ReportTable.Cell {
    ReportTable.Cell(words.interval(interval), raw: FigureText.raw(interval.mean))
  }
}
