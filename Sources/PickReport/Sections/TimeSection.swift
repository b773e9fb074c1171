import PickModel

/// Viewers, titles and events over time, and the hours of the week.
struct TimeSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  var section: ReportDocument.Section? {
    guard figures.size.events > 0 else { return nil }
    return ReportDocument.Section(
      id: "time", heading: words("언제 보나", "When people watch"), finding: finding,
      meaning: meaning, blocks: [.plot(overTime), .plot(hours)])
  }

  /// Views of each hour, all weekdays together.
  private var byHour: [Int] { (0..<24).map { hour in figures.time.hours.map { $0[hour] }.total() } }

  private var peak: (hour: Int, share: Double) {
    let hours = byHour
    let hour = hours.indices.max { (hours[$0], $1) < (hours[$1], $0) } ?? 0
    return (hour, hours[hour].share(of: hours.total()))
  }

  /// The share of views on Saturdays and Sundays, and that of these days.
  private var weekend: (views: Double, days: Double) {
    let days = figures.time.weekdays
    let views = figures.time.hours.map { $0.total() }
    return (
      views[5...].total().share(of: views.total()), days[5...].total().share(of: days.total())
    )
  }

  private var finding: String {
    let weekend = weekend
    return words(
      "\(peak.hour)시에 가장 많이 보고(시청의 \(words.percent(peak.share))), 주말은 날수의 \(words.percent(weekend.days, 0))인데 시청의 \(words.percent(weekend.views, 0))입니다.",
      "Most views begin at \(peak.hour):00 (\(words.percent(peak.share)) of them); weekends are "
        + "\(words.percent(weekend.days, 0)) of the days and \(words.percent(weekend.views, 0)) of "
        + "the views.")
  }

  private var meaning: String {
    // Of 24 equal hours each has 4.2 %.
    let times = FigureText.fixed(peak.share * 24, 1)
    if peak.share * 24 >= 1.5 {
      return words(
        "가장 붐비는 시간이 평균의 \(times)배이므로, 시간대별 인기(#실시간)는 하루 전체의 인기와 다른 것을 보여 줍니다.",
        "The busiest hour has \(times) times the views of an average one, so popularity by the hour "
          + "(#RightNow) has something to say that popularity of the whole day has not.")
    }
    return words(
      "가장 붐비는 시간도 평균의 \(times)배뿐이어서, 시간대별 인기는 전체 인기에 더해 주는 것이 적습니다.",
      "Even the busiest hour has only \(times) times the views of an average one, so popularity by "
        + "the hour adds little to popularity as a whole.")
  }

  private var overTime: Plot {
    let periods = figures.time.periods
    let unit = figures.time.unit == .day ? words("일별", "day") : words("월별", "month")
    let table = ReportTable(
      "over-time", words("\(unit) 시청, 시청자, 작품", "Views, viewers and titles by \(unit)"),
      columns: [
        .text("first_day", words("날짜", "From")), .number("events", words("시청", "Views")),
        .number("viewers", words("시청자", "Viewers")), .number("titles", words("작품", "Titles")),
        .number("hours", words("시간", "Hours")),
      ],
      rows: periods.map { period in
        [
          ReportTable.Cell(words.day(period.firstDay)), .count(period.events),
          .count(period.viewers), .count(period.titles),
          .decimal(Double(period.seconds) / 3600, 1),
        ]
      }, bars: periods.map { Double($0.events) })
    let most = periods.max { ($0.events, $1.firstDay) < ($1.events, $0.firstDay) }
    return Plot(
      id: "over-time",
      kind: .columns(
        labels: periods.map { String(words.day($0.firstDay).dropFirst(5)) },
        bars: periods.map { Double($0.events) },
        lines: [periods.map { Double($0.viewers) }, periods.map { Double($0.titles) }]),
      caption: table.caption,
      legend: [words("시청", "views"), words("시청자", "viewers"), words("작품", "titles")],
      description: words(
        "\(unit) 시청 수를 막대로, 시청자 수와 작품 수를 선으로 그린 그림. 가장 많은 때는 \(most.map { words.day($0.firstDay) } ?? "–"), \(words.count(most?.events ?? 0))건.",
        "Views by \(unit) as bars, viewers and titles as lines. The most are on "
          + "\(most.map { words.day($0.firstDay) } ?? "–"): \(words.count(most?.events ?? 0))."),
      xLabel: figures.time.unit == .day ? words("날짜", "day") : words("월", "month"),
      table: table)
  }

  private var hours: Plot {
    let days = figures.time.weekdays
    // Weekdays are not equally frequent in a month: views are shown for one such day.
    let means = figures.time.hours.enumerated().map { weekday, hours in
      hours.map { days[weekday] == 0 ? 0 : Double($0) / Double(days[weekday]) }
    }
    let table = ReportTable(
      "hours", words("요일과 시각별 시청 (하루 평균)", "Views by weekday and hour (mean of a day)"),
      columns: [.text("hour", words("시", "Hour"))]
        + (0..<7).map { place in
          .number("weekday_\(place + 1)", words.weekday(place))
        },
      rows: (0..<24).map { hour in
        [ReportTable.Cell("\(hour)")] + means.map { .decimal($0[hour], 1) }
      })
    return Plot(
      id: "hours", kind: .heat(rows: (0..<7).map(words.weekday), values: means),
      caption: table.caption, legend: [],
      description: words(
        "가로는 0시부터 23시, 세로는 월요일부터 일요일인 지도. 진할수록 많이 봅니다. 가장 많은 시각은 \(peak.hour)시.",
        "Hours 0 to 23 across, Monday to Sunday down; the darker, the more views. Most begin at "
          + "\(peak.hour):00."),
      xLabel: words("시각 (서울)", "hour in Seoul"), table: table)
  }
}
