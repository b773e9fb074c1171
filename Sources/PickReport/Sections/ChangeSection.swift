import PickModel

/// What changed against the month before.
struct ChangeSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  var section: ReportDocument.Section? {
    guard let month = figures.range.month else { return nil }
    let heading = words("지난달과 무엇이 다른가", "What changed since the month before")
    guard let change = figures.change else {
      return ReportDocument.Section(
        id: "change", heading: heading,
        finding: words(
          "\(month.previous?.description ?? "–")의 시청이 없어 견줄 것이 없습니다.",
          "There are no views of \(month.previous?.description ?? "–") to compare with."),
        meaning: words(
          "모델이 얼마나 빨리 낡는지는 다음 달에 이 달과 견주어야 알 수 있습니다.",
          "How fast a model of \(month) grows old can be told when the next month is there."),
        blocks: [])
    }
    return ReportDocument.Section(
      id: "change", heading: heading, finding: finding(change), meaning: meaning(change),
      blocks: [.table(totals(change)), .table(drifts(change)), .table(movers(change))])
  }

  /// "+12.3 %".
  private func growth(_ now: Int, _ before: Int) -> String {
    guard before > 0 else { return "–" }
    let change = Double(now - before) / Double(before)
    return (change > 0 ? "+" : "") + words.percent(change)
  }

  private func finding(_ change: ChangeFigures) -> String {
    words(
      "시청은 \(words.count(change.events))건에서 \(words.count(figures.size.events))건으로(\(growth(figures.size.events, change.events))), 시청자는 \(words.count(change.viewers))명에서 \(words.count(figures.size.viewers))명으로(\(growth(figures.size.viewers, change.viewers))) 바뀌었습니다.",
      "Views went from \(words.count(change.events)) to \(words.count(figures.size.events)) "
        + "(\(growth(figures.size.events, change.events))), viewers from "
        + "\(words.count(change.viewers)) to \(words.count(figures.size.viewers)) "
        + "(\(growth(figures.size.viewers, change.viewers))).")
  }

  private func meaning(_ change: ChangeFigures) -> String {
    let drift = FigureText.fixed(change.titleDrift, 2)
    if max(change.titleDrift, change.categoryDrift) > ChangeFigures.largeDrift {
      return words(
        "무엇을 보는지가 크게 달라져(작품 PSI \(drift)) 지난달로 배운 모델은 낡았으므로, 이달 자료로 다시 배우고 오래된 인기는 빨리 잊게 해야 합니다.",
        "What is watched has changed much (PSI of titles \(drift)): a model of the month before is "
          + "old, and has to be trained anew with a popularity that forgets quickly.")
    }
    return words(
      "무엇을 보는지는 거의 그대로여서(작품 PSI \(drift)) 지난달의 모델이 아직 맞고, 두 달을 함께 배우면 자료가 늘어납니다.",
      "What is watched is nearly the same (PSI of titles \(drift)): a model of the month before still "
        + "fits, and learning from both months means more to learn from.")
  }

  private func totals(_ change: ChangeFigures) -> ReportTable {
    let unknown = ReportTable.Cell("–", raw: "")
    func row(_ key: String, _ name: String, _ before: Int?, _ now: Int?) -> [ReportTable.Cell] {
      [
        ReportTable.Cell(name, raw: key), before.map(ReportTable.Cell.count) ?? unknown,
        now.map(ReportTable.Cell.count) ?? unknown,
        before.flatMap { before in
          now.map { now in
            ReportTable.Cell(
              growth(now, before), raw: FigureText.raw((now - before).share(of: before)))
          }
        } ?? unknown,
      ]
    }
    func percent(_ ratio: Double?) -> Int? { ratio.map { Int(saturating: ($0 * 100).rounded()) } }
    let ratio = figures.ratio.all
    return ReportTable(
      "change", words("지난달과 이달", "The month before and this one"),
      columns: [
        .text("figure", words("수치", "Figure")), .number("before", words("지난달", "Before")),
        .number("now", words("이달", "Now")), .number("change", words("변화", "Change")),
      ],
      rows: [
        row("events", words("시청", "Views"), change.events, figures.size.events),
        row("viewers", words("시청자", "Viewers"), change.viewers, figures.size.viewers),
        row(
          "titles", words("본 작품", "Titles watched"), change.watchedTitles,
          figures.size.watchedTitles),
        row(
          "hours", words("시청 시간", "Hours"), change.seconds / 3600, figures.size.seconds / 3600),
        row(
          "median_ratio_percent", words("시청률 중앙값 (%)", "Median ratio (%)"),
          percent(change.medianRatio), percent(ratio.events > 0 ? ratio.median : nil)),
      ])
  }

  private func drifts(_ change: ChangeFigures) -> ReportTable {
    let all = [
      ("titles", words("작품", "Titles"), change.titleDrift),
      ("categories", words("분류", "Pages"), change.categoryDrift),
      ("hours", words("시각", "Hours of the day"), change.hourDrift),
    ]
    return ReportTable(
      "drift", words("쏠림의 변화 (PSI, 0.2부터 크다)", "Drift (PSI; large from 0.2 on)"),
      columns: [.text("of", words("무엇의", "Of")), .number("psi", "PSI")],
      rows: all.map { [ReportTable.Cell($0.1, raw: $0.0), .decimal($0.2, 3)] },
      bars: all.map(\.2))
  }

  private func movers(_ change: ChangeFigures) -> ReportTable {
    let all =
      change.risen.map { ("risen", words("늘어남", "up"), $0) }
      + change.fallen.map { ("fallen", words("줄어듦", "down"), $0) }
    return ReportTable(
      "movers", words("비중이 가장 많이 달라진 작품", "Titles whose shares changed most"),
      columns: [
        .text("direction", words("방향", "Way")), .text("title", words("작품", "Title")),
        .number("before", words("지난달", "Before")), .number("now", words("이달", "Now")),
      ],
      rows: all.map { key, way, mover in
        [
          ReportTable.Cell(way, raw: key),
          ReportTable.Cell(words.name(mover.name, mover.englishName), raw: mover.name),
          .share(mover.before.share(of: change.events), words),
          .share(mover.events.share(of: figures.size.events), words),
        ]
      })
  }
}
