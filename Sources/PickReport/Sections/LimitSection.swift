import PickModel

/// What the data cannot support.
struct LimitSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  /// Fewer users than this say nothing about a kind of viewer.
  private static let leastUsers = 30

  var section: ReportDocument.Section? {
    let limits = limits
    let first = limits.first
    return ReportDocument.Section(
      id: "limits", heading: words("이 데이터로 말할 수 없는 것", "What these data cannot support"),
      finding: first
        ?? words("눈에 띄는 한계는 없습니다.", "No limit stands out."),
      meaning: limits.isEmpty
        ? words(
          "위의 결론은 평가 \(words.count(figures.recommendation.metrics?.cases ?? 0))건에 기대고 있습니다.",
          "What is said above rests on \(words.count(figures.recommendation.metrics?.cases ?? 0)) cases."
        )
        : words(
          "모두 \(words.count(limits.count))가지이며, 이 범위를 넘는 결론은 모델을 고르는 근거로 쓰지 않아야 합니다.",
          "There are \(words.count(limits.count)) limits: what goes beyond them must not decide about "
            + "a model."),
      blocks: limits.dropFirst().map(ReportDocument.Block.note))
  }

  private var limits: [String] {
    var limits: [String] = []
    let metrics = figures.recommendation.metrics
    if metrics == nil {
      limits.append(
        words(
          "평가가 없어, 어떤 모델이 나은지 말할 수 없습니다.",
          "There is no evaluation, so nothing can be said about which model is better."))
    }
    if let metrics, !metrics.enoughCases {
      limits.append(
        words(
          "평가가 \(words.count(metrics.cases))건뿐이어서 모델의 차이를 우연과 가를 수 없습니다.",
          "There are only \(words.count(metrics.cases)) cases: differences of models cannot be told "
            + "from chance."))
    }
    let origin = figures.recommendation.served?.origin
    if figures.recommendation.served != nil, origin == nil {
      limits.append(
        words(
          "서비스 모델이 파이프라인을 거치지 않아, 어느 파일에서 배웠고 왜 골랐는지 말할 수 없습니다.",
          "The served model came out of no pipeline: which files it learned from, and why it was "
            + "chosen, cannot be said."))
    }
    if origin?.isImported == true {
      limits.append(
        words(
          "서비스 모델은 다른 곳에서 센 집계로 만들고 쟀으므로, 다시 본 것과 홈 화면의 값어치는 알 수 없습니다.",
          "The served model was made of counts from elsewhere and measured on them: nothing is known "
            + "of what was watched again, or of what front pages are worth."))
    }
    let unclear = metrics?.comparisons.filter { !$0.isClear } ?? []
    if !unclear.isEmpty {
      let names = unclear.map { words.model($0.with) }.joined(separator: ", ")
      limits.append(
        words(
          "서비스 모델과 \(names)의 차이는 95% 구간이 0을 품어 가릴 수 없습니다.",
          "The served model cannot be told apart from \(names): the 95 % intervals hold zero."))
    }
    let small = metrics?.segments.filter { $0.users < Self.leastUsers } ?? []
    if !small.isEmpty {
      let names = small.map { "\(words.segment($0.name)) (\(words.count($0.users)))" }
        .joined(separator: ", ")
      limits.append(
        words(
          "시청자가 \(Self.leastUsers)명 미만인 종류는 참고만 해야 합니다: \(names).",
          "Kinds of fewer than \(Self.leastUsers) viewers are a hint at most: \(names)."))
    }
    if figures.clicks == nil {
      limits.append(
        words(
          "클릭과 노출 기록이 없어, 보지 않은 것이 싫어서인지 못 봐서인지 알 수 없습니다.",
          "Without clicks and impressions a title that was not watched may be disliked or never seen."
        ))
    }
    if figures.size.events > 0, figures.range.month != nil, figures.change == nil {
      limits.append(
        words(
          "한 달뿐이어서 계절과 유행의 변화는 알 수 없습니다.",
          "There is one month only: seasons and fashions cannot be seen."))
    }
    let missing = figures.quality.withoutRunningTime.share(of: figures.quality.events)
    if missing > 0.05 {
      limits.append(
        words(
          "시청의 \(words.percent(missing))는 상영 시간을 몰라 얼마나 좋아했는지 알 수 없습니다.",
          "For \(words.percent(missing)) of the views the running time is unknown, and with it how "
            + "much they were liked."))
    }
    if figures.sparsity.viewers > 0, figures.sparsity.coldViewers >= 0.5 {
      limits.append(
        words(
          "시청자의 \(words.percent(figures.sparsity.coldViewers, 0))는 \(SparsityFigures.few)편도 보지 않아, 이들에 대한 결론은 인기에 관한 결론과 다르지 않습니다.",
          "\(words.percent(figures.sparsity.coldViewers, 0)) of the viewers have watched fewer than "
            + "\(SparsityFigures.few) titles: conclusions about them are conclusions about popularity."
        ))
    }
    return limits
  }
}
