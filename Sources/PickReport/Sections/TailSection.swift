import PickModel

/// Events per viewer and per title, with the long tail.
struct TailSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var perViewer: Distribution { figures.activity.perViewer }
  private var perTitle: Distribution { figures.activity.perTitle }

  var section: ReportDocument.Section? {
    guard figures.size.events > 0 else { return nil }
    return ReportDocument.Section(
      id: "long-tail", heading: words("얼마나 쏠려 있나", "How concentrated watching is"),
      finding: finding, meaning: meaning,
      blocks: [
        .facts(facts), .plot(lorenz),
        .plot(
          buckets(
            perViewer, "viewer-events", words("시청자별 시청 수", "Views per viewer"),
            members: words("시청자", "viewers"))),
        .plot(
          buckets(
            perTitle, "title-events", words("작품별 시청 수", "Views per title"),
            members: words("작품", "titles"))),
      ])
  }

  private var finding: String {
    let most = words.count(perTitle.membersOfMost)
    return words(
      "시청의 80%를 작품 \(most)편(본 작품의 \(words.percent(perTitle.membersOfMost.share(of: perTitle.members), 0)))이 차지하고, 시청자의 절반은 \(FigureText.fixed(perViewer.median, 0))건 이하를 봤습니다.",
      "\(most) titles (\(words.percent(perTitle.membersOfMost.share(of: perTitle.members), 0)) of "
        + "those watched) have 80 % of all views, and half of the viewers have "
        + "\(FigureText.fixed(perViewer.median, 0)) views or fewer.")
  }

  private var meaning: String {
    let top = words.percent(perTitle.topTenthShare, 0)
    if perTitle.topTenthShare >= 0.5 {
      return words(
        "상위 10% 작품이 시청의 \(top)이므로 인기순만으로도 잘 맞고, 모델은 그보다 나은지와 꼬리를 얼마나 보여 주는지(포괄도)로 따져야 합니다.",
        "The top tenth of titles has \(top) of the views, so a list of what is popular hits often: "
          + "a model has to be judged against it, and by how much of the tail it shows.")
    }
    return words(
      "상위 10% 작품이 시청의 \(top)에 그치므로 인기순으로는 대부분을 놓치고, 개인화가 얻을 것이 많습니다.",
      "The top tenth of titles has only \(top) of the views: a list of what is popular misses most "
        + "of them, and personal lists have much to gain.")
  }

  private var facts: [ReportDocument.Fact] {
    [
      ReportDocument.Fact(
        label: words("지니 계수, 시청자", "Gini, viewers"), value: FigureText.fixed(perViewer.gini, 2),
        note: words(
          "최대 \(words.count(perViewer.max))건", "at most \(words.count(perViewer.max)) views")),
      ReportDocument.Fact(
        label: words("지니 계수, 본 작품", "Gini, titles watched"),
        value: FigureText.fixed(perTitle.gini, 2),
        note: words(
          "최대 \(words.count(perTitle.max))건", "at most \(words.count(perTitle.max)) views")),
      ReportDocument.Fact(
        label: words("지니 계수, 전체 작품", "Gini, whole catalogue"),
        value: FigureText.fixed(figures.activity.catalogueGini, 2),
        note: words("0은 고름, 1은 쏠림", "0 is even, 1 is one for all")),
      ReportDocument.Fact(
        label: words("상위 1% 시청자", "Top 1 % of viewers"),
        value: words.percent(perViewer.topPercentShare, 0),
        note: words("시청 비중", "of all views")),
    ]
  }

  private var lorenz: Plot {
    let shares = (0..<Inequality.lorenzPoints).map {
      Double($0) / Double(Inequality.lorenzPoints - 1)
    }
    let table = ReportTable(
      "lorenz", words("누적 비중 (로렌츠 곡선)", "Cumulative shares (Lorenz curve)"),
      columns: [
        .number("members", words("적게 본 쪽부터", "Smallest")),
        .number("viewers", words("시청자의 시청 비중", "Views of viewers")),
        .number("titles", words("작품의 시청 비중", "Views of titles")),
      ],
      rows: shares.indices.map { point in
        [
          .share(shares[point], words), .share(perViewer.lorenz[point], words),
          .share(perTitle.lorenz[point], words),
        ]
      })
    return Plot(
      id: "lorenz",
      kind: .curves(
        x: shares, curves: [perViewer.lorenz, perTitle.lorenz], hasDiagonal: true),
      caption: table.caption,
      legend: [words("시청자", "viewers"), words("작품", "titles"), words("고른 경우", "all equal")],
      description: words(
        "로렌츠 곡선. 아래 절반의 시청자가 시청의 \(words.percent(perViewer.lorenz[10], 0)), 아래 절반의 작품이 \(words.percent(perTitle.lorenz[10], 0))를 차지합니다.",
        "Lorenz curves. The lower half of the viewers has "
          + "\(words.percent(perViewer.lorenz[10], 0)) of all views, the lower half of the titles "
          + "\(words.percent(perTitle.lorenz[10], 0))."),
      xLabel: words("적게 본 쪽부터의 비중 (%)", "share, smallest first (%)"), table: table)
  }

  private func buckets(
    _ distribution: Distribution, _ id: String, _ caption: String, members: String
  ) -> Plot {
    let table = ReportTable(
      id, caption,
      columns: [
        .text("views", words("시청 수", "Views")), .number("members", members),
        .number("share", words("비중", "Share")),
        .number("total", words("시청 합계", "Views in all")),
      ],
      rows: distribution.buckets.map { bucket in
        [
          ReportTable.Cell(
            words.bucket(bucket.from, bucket.through),
            raw: "\(bucket.from)-\(bucket.through.map(String.init) ?? "")"),
          .count(bucket.members), .share(bucket.members.share(of: distribution.members), words),
          .count(bucket.total),
        ]
      }, bars: distribution.buckets.map { Double($0.members) })
    return Plot(
      id: id,
      kind: .columns(
        labels: distribution.buckets.map { words.bucket($0.from, $0.through) },
        bars: distribution.buckets.map { Double($0.members) }, lines: []),
      caption: caption, legend: [members],
      description: words(
        "\(caption)의 막대그림. 중앙값 \(FigureText.fixed(distribution.median, 1)), 최대 \(words.count(distribution.max)).",
        "\(caption), as bars. The median is \(FigureText.fixed(distribution.median, 1)), the most "
          + "\(words.count(distribution.max))."),
      xLabel: words("시청 수", "views"), table: table)
  }
}
