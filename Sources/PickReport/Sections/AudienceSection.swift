import PickModel

/// New and returning viewers.
struct AudienceSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var audience: AudienceFigures { figures.audience }

  var section: ReportDocument.Section? {
    guard audience.active > 0 else { return nil }
    return ReportDocument.Section(
      id: "audience", heading: words("누가 새로 오고 누가 돌아오나", "Who is new and who comes back"),
      finding: finding, meaning: meaning, blocks: [.plot(rounds), .table(days)])
  }

  /// The share of viewers who watched on one day only.
  private var onceOnly: Double { (audience.daysActive.first ?? 0).share(of: audience.active) }

  private var finding: String {
    let once = words(
      "시청자의 \(words.percent(onceOnly, 0))는 하루만 봤고",
      "\(words.percent(onceOnly, 0)) of the viewers watched on one day only")
    guard let kept = audience.kept, let lost = audience.lost else {
      return once
        + words(
          ", \(words.count(audience.active))명 가운데 \(words.count(audience.new))명이 처음 본 사람입니다.",
          ", and \(words.count(audience.new)) of \(words.count(audience.active)) had not watched "
            + "anything before.")
    }
    return once
      + words(
        ", 지난달 시청자의 \(words.percent(kept.share(of: kept + lost), 0))(\(words.count(kept))명)가 돌아왔습니다.",
        ", and \(words.percent(kept.share(of: kept + lost), 0)) of the viewers of the month before "
          + "(\(words.count(kept))) came back.")
  }

  private var meaning: String {
    let new = audience.new.share(of: audience.active)
    if audience.new == audience.active {
      return words(
        "이전 달의 기록이 없어 모두 새 시청자로 세었으므로, 모델이 지난달의 취향을 얼마나 이어 쓸 수 있는지는 다음 달에야 알 수 있습니다.",
        "There is nothing before, so everybody counts as new: how far tastes of a month serve the "
          + "next one can be told next month only.")
    }
    if new >= 0.2 {
      return words(
        "시청자의 \(words.percent(new, 0))는 처음 왔으므로, 이력이 없을 때의 줄(인기, 새로 들어온 작품)이 그만큼의 홈을 책임집니다.",
        "\(words.percent(new, 0)) of the viewers came for the first time: for them home is made of "
          + "what needs no history (popular and new titles).")
    }
    return words(
      "새 시청자가 \(words.percent(new, 0))뿐이어서 대부분의 홈은 이력으로 만들 수 있고, 모델의 몫이 큽니다.",
      "Only \(words.percent(new, 0)) of the viewers are new: most homes can be made of a history, "
        + "and the model matters.")
  }

  private var rounds: Plot {
    let rounds = figures.time.rounds
    let unit = figures.time.roundUnit == .week ? words("주별", "week") : words("월별", "month")
    let table = ReportTable(
      "viewers-over-time", words("\(unit) 새 시청자와 돌아온 시청자", "New and returning viewers by \(unit)"),
      columns: [
        .text("first_day", words("시작", "From")), .number("viewers", words("시청자", "Viewers")),
        .number("new", words("새 시청자", "New")), .number("returning", words("돌아옴", "Returning")),
      ],
      rows: rounds.map { round in
        [
          ReportTable.Cell(words.day(round.firstDay)), .count(round.viewers),
          .count(round.newViewers), .count(round.viewers - round.newViewers),
        ]
      }, bars: rounds.map { Double($0.viewers) })
    return Plot(
      id: "viewers-over-time",
      kind: .columns(
        labels: rounds.map { String(words.day($0.firstDay).dropFirst(5)) },
        bars: rounds.map { Double($0.viewers) }, lines: [rounds.map { Double($0.newViewers) }]),
      caption: table.caption, legend: [words("시청자", "viewers"), words("새 시청자", "new viewers")],
      description: words(
        "\(unit) 시청자 수를 막대로, 처음 온 시청자 수를 선으로 그린 그림. 모두 \(words.count(audience.active))명.",
        "Viewers by \(unit) as bars, those who came for the first time as a line; "
          + "\(words.count(audience.active)) in all."),
      xLabel: figures.time.roundUnit == .week
        ? words("주의 첫날 (월요일)", "week from Monday") : words("월", "month"),
      table: table)
  }

  private var days: ReportTable {
    let steps = AudienceFigures.daySteps
    return ReportTable(
      "days-active", words("본 날의 수", "Days with a view"),
      columns: [
        .text("days", words("날", "Days")), .number("viewers", words("시청자", "Viewers")),
        .number("share", words("비중", "Share")),
      ],
      rows: audience.daysActive.enumerated().map { place, count in
        let through = place + 1 < steps.count ? steps[place + 1] - 1 : nil
        return [
          ReportTable.Cell(
            words.bucket(steps[place], through),
            raw: "\(steps[place])-\(through.map(String.init) ?? "")"),
          .count(count), .share(count.share(of: audience.active), words),
        ]
      }, bars: audience.daysActive.map(Double.init))
  }
}
