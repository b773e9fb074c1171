import PickModel

/// Density and cold-start share.
struct SparsitySection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var sparsity: SparsityFigures { figures.sparsity }

  var section: ReportDocument.Section? {
    guard sparsity.pairs > 0 else { return nil }
    return ReportDocument.Section(
      id: "sparsity", heading: words("얼마나 모르나", "How little is known"), finding: finding,
      meaning: meaning, blocks: [.facts(facts)])
  }

  private var finding: String {
    words(
      "시청자와 작품의 짝 가운데 \(words.percent(sparsity.density, 2))만 알고, 시청자의 \(words.percent(sparsity.coldViewers, 0))는 \(SparsityFigures.few)편도 보지 않았습니다.",
      "Of all pairs of a viewer and a title \(words.percent(sparsity.density, 2)) are known, and "
        + "\(words.percent(sparsity.coldViewers, 0)) of the viewers have watched fewer than "
        + "\(SparsityFigures.few) titles.")
  }

  private var meaning: String {
    let perTitle = FigureText.fixed(sparsity.pairs.share(of: sparsity.titles), 1)
    if sparsity.coldTitles >= 0.5 {
      return words(
        "작품의 \(words.percent(sparsity.coldTitles, 0))는 시청자가 \(SparsityFigures.few)명도 안 되어(작품당 평균 \(perTitle)명) 함께 본 기록만으로는 추천할 수 없으므로, 내용이 비슷한 작품으로 메워야 합니다.",
        "\(words.percent(sparsity.coldTitles, 0)) of the titles have fewer than "
          + "\(SparsityFigures.few) viewers (\(perTitle) on average): what is watched together cannot "
          + "recommend them, only resemblance of contents can.")
    }
    return words(
      "작품의 \(words.percent(1 - sparsity.coldTitles, 0))는 시청자가 \(SparsityFigures.few)명 이상이어서(작품당 평균 \(perTitle)명) 함께 본 기록으로 배울 수 있습니다.",
      "\(words.percent(1 - sparsity.coldTitles, 0)) of the titles have \(SparsityFigures.few) viewers "
        + "or more (\(perTitle) on average), enough to learn from what is watched together.")
  }

  private var facts: [ReportDocument.Fact] {
    var facts = [
      ReportDocument.Fact(
        label: words("아는 짝", "Pairs known"), value: words.count(sparsity.pairs),
        note: words(
          "밀도 \(words.percent(sparsity.density, 2))",
          "density \(words.percent(sparsity.density, 2))")),
      ReportDocument.Fact(
        label: words("한 편만 본 시청자", "Viewers of one title"),
        value: words.percent(sparsity.viewersOfOne.share(of: sparsity.viewers), 0),
        note: words(
          "\(words.count(sparsity.viewersOfOne))명", "\(words.count(sparsity.viewersOfOne))")),
      ReportDocument.Fact(
        label: words("아무도 안 본 작품", "Titles without a viewer"),
        value: words.percent(sparsity.titlesWithoutViewer.share(of: sparsity.titles), 0),
        note: words(
          "\(words.count(sparsity.titlesWithoutViewer))편",
          "\(words.count(sparsity.titlesWithoutViewer))")),
      ReportDocument.Fact(
        label: words("시청자 1–4명인 작품", "Titles of 1 to 4 viewers"),
        value: words.percent(sparsity.titlesOfFew.share(of: sparsity.titles), 0),
        note: words("\(words.count(sparsity.titlesOfFew))편", "\(words.count(sparsity.titlesOfFew))")
      ),
    ]
    if figures.range.month != nil {
      facts.append(
        ReportDocument.Fact(
          label: words("이달에 들어온 작품", "Titles new this month"),
          value: words.count(sparsity.newTitles),
          note: words(
            "시청의 \(words.percent(sparsity.newTitleEvents.share(of: sparsity.events), 0))",
            "\(words.percent(sparsity.newTitleEvents.share(of: sparsity.events), 0)) of the views"))
      )
    }
    return facts
  }
}
