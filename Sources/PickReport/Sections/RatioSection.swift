import PickModel

/// Watch ratio by category and by running time.
struct RatioSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var ratio: RatioFigures { figures.ratio }

  var section: ReportDocument.Section? {
    guard ratio.all.events > 0 else { return nil }
    return ReportDocument.Section(
      id: "ratio", heading: words("얼마나 끝까지 보나", "How far people watch"), finding: finding,
      meaning: meaning,
      blocks: [
        .plot(histogram),
        .plot(
          groups(
            ratio.categories, "ratio-categories", words("분류별 시청률", "Watch ratio by page"),
            first: words("분류", "Page")
          ) { words.category($0 == "none" ? nil : $0) }),
        .plot(
          groups(
            ratio.runningTimes, "ratio-running-times",
            words("상영 시간별 시청률", "Watch ratio by running time"),
            first: words("상영 시간", "Running time"), name: minutes)),
      ])
  }

  private var finding: String {
    words(
      "시청률의 중앙값은 \(words.percent(ratio.all.median, 0))이며, 시청의 \(words.percent(ratio.all.finished, 0))는 끝까지 봤고 \(words.percent(ratio.leftEarly, 0))는 10분의 1도 보지 않고 그만뒀습니다.",
      "\(words.percent(ratio.all.finished, 0)) of the views went to the end, and "
        + "\(words.percent(ratio.leftEarly, 0)) ended before a tenth (median ratio "
        + "\(words.percent(ratio.all.median, 0))).")
  }

  private var meaning: String {
    let spread = ratio.all.upperQuartile - ratio.all.lowerQuartile
    let quartiles =
      "\(words.percent(ratio.all.lowerQuartile, 0))–\(words.percent(ratio.all.upperQuartile, 0))"
    if spread < 0.2 {
      return words(
        "가운데 절반이 \(quartiles)에 몰려 있어 시청률은 작품을 거의 가리지 못하므로, 무엇을 골랐는지가 얼마나 봤는지보다 많은 것을 알려 줍니다.",
        "The middle half of all ratios lies within \(quartiles), which hardly tells titles apart: "
          + "what was chosen says more than how far it was watched.")
    }
    return words(
      "가운데 절반이 \(quartiles)에 걸쳐 있어 시청률은 좋아함의 정도를 담고 있고, \(words.percent(ratio.leftEarly, 0))의 이른 포기는 낮은 평점으로 쓸 수 있습니다.",
      "The middle half of all ratios spans \(quartiles): the ratio tells how much something was "
        + "liked, and the \(words.percent(ratio.leftEarly, 0)) left early can serve as low ratings."
    )
  }

  private var histogram: Plot {
    let table = ReportTable(
      "ratios", words("시청률 분포", "Distribution of watch ratios"),
      columns: [
        .text("ratio", words("시청률", "Ratio")), .number("events", words("시청", "Views")),
        .number("share", words("비중", "Share")),
      ],
      rows: ratio.histogram.enumerated().map { part, count in
        [
          ReportTable.Cell(words.percent(Double(part) / 20, 0) + "–", raw: "\(part * 5)"),
          .count(count), .share(count.share(of: ratio.all.events), words),
        ]
      }, bars: ratio.histogram.map(Double.init))
    return Plot(
      id: "ratios",
      kind: .columns(
        labels: (0..<20).map { "\($0 * 5)" }, bars: ratio.histogram.map(Double.init), lines: []),
      caption: table.caption, legend: [words("시청", "views")],
      description: words(
        "시청률을 5% 간격으로 나눈 막대그림. 마지막 칸(95–100%)에 \(words.count(ratio.histogram.last ?? 0))건.",
        "Watch ratios in steps of 5 %, as bars. The last step (95 to 100 %) has "
          + "\(words.count(ratio.histogram.last ?? 0)) views."),
      xLabel: words("시청률 (%)", "watch ratio (%)"), table: table)
  }

  private func minutes(_ name: String) -> String {
    let ends = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let last = ends.last, !last.isEmpty else {
      return words("\(ends[0])분 이상", "\(ends[0]) min or more")
    }
    return words("\(ends[0])–\(last)분", "\(ends[0])–\(last) min")
  }

  private func groups(
    _ all: [RatioFigures.Group], _ id: String, _ caption: String, first: String,
    name: (String) -> String
  ) -> Plot {
    let shown = all.filter { $0.events > 0 }
    let table = ReportTable(
      id, caption,
      columns: [
        .text("group", first), .number("events", words("시청", "Views")),
        .number("lower_quartile", words("하위 25%", "Lower 25 %")),
        .number("median", words("중앙값", "Median")),
        .number("upper_quartile", words("상위 25%", "Upper 25 %")),
        .number("finished", words("끝까지", "To the end")),
      ],
      rows: shown.map { group in
        [
          ReportTable.Cell(name(group.name), raw: group.name), .count(group.events),
          .share(group.lowerQuartile, words), .share(group.median, words),
          .share(group.upperQuartile, words), .share(group.finished, words),
        ]
      }, bars: shown.map(\.median))
    let best = shown.max { $0.median < $1.median }
    return Plot(
      id: id,
      kind: .ranges(
        labels: shown.map { name($0.name) },
        values: shown.map {
          Plot.Range(
            low: $0.lowerQuartile * 100, middle: $0.median * 100, high: $0.upperQuartile * 100)
        }, least: 0, most: 100),
      caption: caption,
      legend: [words("점은 중앙값, 막대는 가운데 절반", "dot: median; bar: the middle half")],
      description: words(
        "\(caption). 중앙값이 가장 높은 것은 \(best.map { name($0.name) } ?? "–"), \(words.percent(best?.median ?? 0, 0)).",
        "\(caption). The highest median is \(words.percent(best?.median ?? 0, 0)): "
          + "\(best.map { name($0.name) } ?? "–")."),
      xLabel: words("시청률 (%)", "watch ratio (%)"), table: table)
  }
}
