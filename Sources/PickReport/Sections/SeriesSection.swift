import PickModel

/// Completion of series and drop-off per episode.
struct SeriesSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var series: SeriesFigures { figures.series }

  var section: ReportDocument.Section? {
    guard series.runs > 0 else { return nil }
    let survival: [ReportDocument.Block] = series.survival.isEmpty ? [] : [.plot(survivalPlot)]
    return ReportDocument.Section(
      id: "series", heading: words("시리즈를 어디까지 보나", "How far people come in series"),
      finding: finding, meaning: meaning,
      blocks: [.facts(facts)] + survival + [.table(top), .table(dropOff)])
  }

  private var finding: String {
    words(
      "한 회를 본 사람의 \(words.percent(series.wentOn, 0))가 다음 회도 봤고, 시작한 시리즈의 \(words.percent(series.completed.share(of: series.runs), 0))를 전부 봤습니다.",
      "\(words.percent(series.wentOn, 0)) of those who watched an episode watched the next one too, "
        + "and \(words.percent(series.completed.share(of: series.runs), 0)) of the series that were "
        + "begun were watched completely.")
  }

  private var meaning: String {
    let share = words.percent(series.wentOn, 0)
    if series.wentOn >= 0.5 {
      return words(
        "다음 회가 \(share)의 확률로 이어지므로 ‘이어보기’가 가장 확실한 추천이고, 모델은 새 작품을 찾는 일로만 평가해야 공정합니다.",
        "With \(share) the next episode is the surest pick there is: “continue watching” takes it, "
          + "and the model is fairly judged only by the new titles it finds.")
    }
    return words(
      "다음 회로 이어지는 것이 \(share)뿐이어서, 보던 시리즈를 다시 내미는 것보다 다른 작품을 권하는 쪽이 얻을 것이 있습니다.",
      "Only \(share) go on to the next episode: offering something else gains more than pushing the "
        + "series that was begun.")
  }

  private var facts: [ReportDocument.Fact] {
    [
      ReportDocument.Fact(
        label: words("본 시리즈", "Series watched"), value: words.count(series.watchedSeries),
        note: words(
          "회차가 둘 이상인 \(words.count(series.series))편 중",
          "of \(words.count(series.series)) with two episodes or more")),
      ReportDocument.Fact(
        label: words("시청자 × 시리즈", "Viewers × series"), value: words.count(series.runs),
        note: words(
          "첫 회부터 \(words.percent(series.begunAtFirst.share(of: series.runs), 0))",
          "\(words.percent(series.begunAtFirst.share(of: series.runs), 0)) from the first episode")),
      ReportDocument.Fact(
        label: words("한 회만 봄", "One episode only"),
        value: words.percent(series.onePart.share(of: series.runs), 0),
        note: words("시작한 시리즈 가운데", "of the series begun")),
      ReportDocument.Fact(
        label: words("전부 봄", "Watched completely"),
        value: words.percent(series.completed.share(of: series.runs), 0),
        note: words("\(words.count(series.completed))번", "\(words.count(series.completed)) times")),
    ]
  }

  private var survivalPlot: Plot {
    let parts = series.survival
    let table = ReportTable(
      "survival", words("첫 회부터 본 시리즈: 회차별 남은 비율", "Series begun at the first episode: who is left"),
      columns: [
        .number("episode", words("회차", "Episode")),
        .number("runs", words("그 회차가 있는 것", "Have it")),
        .number("reached", words("거기까지 봄", "Reached")), .number("share", words("비율", "Share")),
      ],
      rows: parts.map {
        [.count($0.part), .count($0.runs), .count($0.reached), .share($0.share, words)]
      }, bars: parts.map(\.share))
    let last = parts.last
    return Plot(
      id: "survival",
      kind: .columns(
        labels: parts.map { "\($0.part)" }, bars: parts.map { $0.share * 100 }, lines: []),
      caption: table.caption, legend: [words("남은 비율 (%)", "share left (%)")],
      description: words(
        "첫 회부터 본 시리즈 가운데 각 회차에 이른 비율의 막대그림. \(last?.part ?? 0)회에는 \(words.percent(last?.share ?? 0, 0)).",
        "The share of series begun at the first episode that reached each episode, as bars. At "
          + "episode \(last?.part ?? 0): \(words.percent(last?.share ?? 0, 0))."),
      xLabel: words("회차", "episode"), table: table)
  }

  /// The episode after which the most viewers stop, of those with enough viewers to tell.
  private func worst(_ series: SeriesFigures.Series) -> SeriesFigures.Part? {
    series.dropOff.filter { $0.part < series.parts && $0.viewers >= SparsityFigures.few }
      .min { $0.wentOn.share(of: $0.viewers) < $1.wentOn.share(of: $1.viewers) }
  }

  private var top: ReportTable {
    ReportTable(
      "series", words("가장 많이 본 시리즈", "Series with the most viewers"),
      columns: [
        .text("title", words("시리즈", "Series")), .number("episodes", words("회차", "Episodes")),
        .number("viewers", words("시청자", "Viewers")),
        .number("completed", words("전부 본 사람", "Completed")),
        .number("worst_episode", words("가장 많이 떠난 회", "Most left after")),
        .number("stopped", words("떠난 비율", "Share left")),
      ],
      rows: series.top.map { entry in
        let worst = worst(entry)
        return [
          ReportTable.Cell(words.name(entry.name, entry.englishName), raw: entry.name),
          .count(entry.parts), .count(entry.viewers), .count(entry.completed),
          worst.map { .count($0.part) } ?? ReportTable.Cell("–", raw: ""),
          worst.map { .share(1 - $0.wentOn.share(of: $0.viewers), words) }
            ?? ReportTable.Cell("–", raw: ""),
        ]
      })
  }

  private var dropOff: ReportTable {
    let shown = series.top.prefix(5)
    return ReportTable(
      "drop-off",
      words("많이 본 시리즈의 회차별 시청자와 다음 회까지 본 사람", "Viewers of each episode, and of the next one too"),
      columns: [
        .text("title", words("시리즈", "Series")), .number("episode", words("회차", "Episode")),
        .number("viewers", words("시청자", "Viewers")),
        .number("went_on", words("다음 회도", "And the next")),
      ],
      rows: shown.flatMap { entry in
        entry.dropOff.prefix(6).map { part in
          [
            ReportTable.Cell(words.name(entry.name, entry.englishName), raw: entry.name),
            .count(part.part), .count(part.viewers), .count(part.wentOn),
          ]
        }
      },
      bars: shown.flatMap { entry in entry.dropOff.prefix(6).map { Double($0.viewers) } })
  }
}
