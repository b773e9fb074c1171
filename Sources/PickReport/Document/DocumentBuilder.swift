package import PickModel
import PickRecommender

extension ReportDocument {
  /// Says what the figures say.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - language: the language of the words; titles are named in it where the catalogue can.
  package init(_ figures: ReportFigures, in language: Language) {
    let words = ReportWords(language)
    self.language = language
    title = words("시청 데이터 리포트", "Viewing report")
    subtitle = Self.subtitle(figures, words)
    guard figures.size.events > 0 else {
      headline = [Fact(label: words("시청", "Views"), value: words.count(0), note: "")]
      sections = Self.sectionsOfNothing(figures, words)
      return
    }
    headline = Self.headline(figures, words)
    let sections: [Section?] = [
      LoadedSection(figures: figures, words: words).section,
      QualitySection(figures: figures, words: words).section,
      TimeSection(figures: figures, words: words).section,
      TailSection(figures: figures, words: words).section,
      RatioSection(figures: figures, words: words).section,
      SeriesSection(figures: figures, words: words).section,
      AudienceSection(figures: figures, words: words).section,
      SparsitySection(figures: figures, words: words).section,
      ChangeSection(figures: figures, words: words).section,
      ClickSection(figures: figures, words: words).section,
      ModelSection(figures: figures, words: words).section,
      LimitSection(figures: figures, words: words).section,
    ]
    self.sections = sections.compactMap(\.self)
  }

  /// What there is to say where nothing was watched: that, what was delivered, and how the model does.
  private static func sectionsOfNothing(
    _ figures: ReportFigures, _ words: ReportWords
  ) -> [Section] {
    let delivered = figures.imported.map { !$0.files.isEmpty } ?? false
    let sections: [Section?] = [
      NothingSection(figures: figures, words: words).section,
      delivered ? LoadedSection(figures: figures, words: words).section : nil,
      figures.recommendation.metrics == nil
        ? nil : ModelSection(figures: figures, words: words).section,
    ]
    return sections.compactMap(\.self)
  }

  private static func subtitle(_ figures: ReportFigures, _ words: ReportWords) -> String {
    let made = words.day(SeoulTime(figures.asOf).dayNumber)
    let range: String
    switch figures.range {
    case .month(let month):
      range = words("\(month.year)년 \(month.month)월", "\(month)")
    case .everything: range = words("전체 기간", "Everything stored")
    }
    var days = ""
    if let first = figures.size.firstDay, let last = figures.size.lastDay {
      days = words(
        " · 시청 기록 \(words.day(first)) – \(words.day(last))",
        " · views from \(words.day(first)) to \(words.day(last))")
    }
    return range + days + words(" · 작성 \(made) (서울 기준)", " · made on \(made), times of Seoul")
  }

  private static func headline(_ figures: ReportFigures, _ words: ReportWords) -> [Fact] {
    let size = figures.size
    var facts = [
      Fact(
        label: words("시청", "Views"), value: words.count(size.events),
        note: words(
          "1명당 평균 \(FigureText.fixed(figures.activity.perViewer.mean, 1))건",
          "\(FigureText.fixed(figures.activity.perViewer.mean, 1)) per viewer")),
      Fact(
        label: words("시청자", "Viewers"), value: words.count(size.viewers),
        note: words(
          "새 시청자 \(words.percent(figures.audience.new.share(of: size.viewers), 0))",
          "\(words.percent(figures.audience.new.share(of: size.viewers), 0)) of them new")),
      Fact(
        label: words("본 작품", "Titles watched"), value: words.count(size.watchedTitles),
        note: words(
          "전체 \(words.count(size.titles))편 중", "of \(words.count(size.titles)) in the catalogue")),
      Fact(
        // Ratings say nothing of how long something was watched.
        label: words("시청 시간", "Time watched"),
        value: size.events > 0 && size.seconds == 0
          ? words("알 수 없음", "not known") : words.hours(size.seconds),
        note: figures.ratio.all.events == 0
          ? words("시청률 중앙값 알 수 없음", "median watch ratio not known")
          : words(
            "시청률 중앙값 \(words.percent(figures.ratio.all.median, 0))",
            "median watch ratio \(words.percent(figures.ratio.all.median, 0))")),
      Fact(
        label: words("작품 쏠림 (지니)", "Concentration (Gini)"),
        value: FigureText.fixed(figures.activity.perTitle.gini, 2),
        note: words(
          "상위 10% 작품이 \(words.percent(figures.activity.perTitle.topTenthShare, 0))",
          "top tenth of titles: \(words.percent(figures.activity.perTitle.topTenthShare, 0))")),
      Fact(
        label: words("밀도", "Density"), value: words.percent(figures.sparsity.density, 2),
        note: words("시청자와 작품의 짝", "of all viewer-title pairs")),
    ]
    let metrics = figures.recommendation.metrics
    if let served = metrics?.models.first(where: { $0.name == "served" }) {
      facts.append(
        Fact(
          label: words("서비스 모델 NDCG@10", "Served model, NDCG@10"),
          value: FigureText.fixed(served.ndcg.mean, 3),
          note: words(
            "평가 \(words.count(metrics?.cases ?? 0))건", "\(words.count(metrics?.cases ?? 0)) cases"))
      )
    }
    return facts
  }
}

/// One section of the document: what it says of the figures.
protocol SectionWriter {
  /// What was counted.
  var figures: ReportFigures { get }
  /// The language.
  var words: ReportWords { get }
  /// The section; `nil` when there is nothing to say.
  var section: ReportDocument.Section? { get }
}
