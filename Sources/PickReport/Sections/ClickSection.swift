import PickModel

/// Agreement between clicks and watching.
struct ClickSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  var section: ReportDocument.Section? {
    let heading = words("클릭과 시청은 얼마나 같나", "Whether clicks and watching agree")
    guard let clicks = figures.clicks else {
      return ReportDocument.Section(
        id: "clicks", heading: heading,
        finding: words("클릭 기록이 없습니다.", "There are no clicks."),
        meaning: words(
          "모델은 시청 \(words.count(figures.size.events))건에서만 배우고, 보려다 만 관심은 알 수 없습니다.",
          "The model learns from the \(words.count(figures.size.events)) views only; interest that led "
            + "to no view is unknown."),
        blocks: [])
    }
    return ReportDocument.Section(
      id: "clicks", heading: heading, finding: finding(clicks), meaning: meaning(clicks),
      blocks: [.table(table(clicks))] + notes(clicks))
  }

  private func finding(_ clicks: ClickFigures) -> String {
    words(
      "클릭한 작품의 \(words.percent(clicks.conversion, 0))를 봤고, 본 작품의 \(words.percent(clicks.coverage, 0))에 클릭이 있습니다.",
      "\(words.percent(clicks.conversion, 0)) of the titles clicked were watched, and "
        + "\(words.percent(clicks.coverage, 0)) of the titles watched were clicked.")
  }

  private func meaning(_ clicks: ClickFigures) -> String {
    if clicks.conversion >= 0.5 {
      return words(
        "클릭은 \(words.percent(clicks.conversion, 0))의 확률로 시청이 되므로 약한 시청처럼 배워도 되고, 클릭만 있는 \(words.count(clicks.clicked - clicks.both))짝은 이력이 짧은 시청자에게 도움이 됩니다.",
        "A click becomes a view with \(words.percent(clicks.conversion, 0)), so it may count as a weak "
          + "one: the \(words.count(clicks.clicked - clicks.both)) pairs with nothing but a click help "
          + "viewers of short histories.")
    }
    return words(
      "클릭의 \(words.percent(1 - clicks.conversion, 0))는 시청이 되지 않았으므로 좋아함의 증거로는 약하고, 시청보다 훨씬 작은 무게로만 써야 합니다.",
      "\(words.percent(1 - clicks.conversion, 0)) of the clicks led to no view: they are weak evidence "
        + "of liking and must weigh far less than watching.")
  }

  private func table(_ clicks: ClickFigures) -> ReportTable {
    let rows = [
      ("clicked-and-watched", words("클릭하고 봄", "Clicked and watched"), clicks.both),
      ("clicked-only", words("클릭만 함", "Clicked only"), clicks.clicked - clicks.both),
      ("watched-only", words("클릭 없이 봄", "Watched without a click"), clicks.watched - clicks.both),
      ("clicked-first", words("클릭한 뒤 처음 봄", "Clicked, then watched first"), clicks.clickedFirst),
    ]
    return ReportTable(
      "clicks", words("시청자와 작품의 짝", "Pairs of a viewer and a title"),
      columns: [.text("pairs", words("짝", "Pairs")), .number("count", words("수", "Count"))],
      rows: rows.map { [ReportTable.Cell($0.1, raw: $0.0), .count($0.2)] },
      bars: rows.map { Double($0.2) })
  }

  private func notes(_ clicks: ClickFigures) -> [ReportDocument.Block] {
    var sentences = [
      words(
        "클릭 \(words.count(clicks.clicks))건, 클릭한 시청자 \(words.count(clicks.viewers))명, 둘 중 하나라도 있는 짝의 \(words.percent(clicks.agreement, 0))가 둘 다 있습니다.",
        "\(words.count(clicks.clicks)) clicks of \(words.count(clicks.viewers)) viewers; "
          + "\(words.percent(clicks.agreement, 0)) of the pairs with either have both.")
    ]
    if let minutes = clicks.medianMinutes {
      let value = FigureText.fixed(minutes, 0)
      sentences.append(
        words(
          minutes < 1 ? "클릭한 시청의 절반은 1분 안에 시작했습니다." : "클릭에서 시청까지는 중앙값 \(value)분입니다.",
          minutes < 1
            ? "Half of the views that follow a click begin within a minute."
            : "From click to view the median is \(value) minutes."))
    }
    if clicks.sampled < 1 {
      sentences.append(
        words(
          "짝이 너무 많아 시청자의 \(words.percent(clicks.sampled, 1))만 견주었습니다.",
          "There are too many pairs: \(words.percent(clicks.sampled, 1)) of the viewers were compared."
        ))
    }
    return [.note(sentences.joined(separator: " "))]
  }
}
