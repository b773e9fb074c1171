import PickCore
import PickModel
import PickRecommender

/// The models side by side, which one is served and why, and examples.
struct ModelSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private var recommendation: RecommendationFigures { figures.recommendation }
  private var metrics: EvaluationMetrics? { recommendation.metrics }
  private var served: EvaluationMetrics.Model? {
    metrics?.models.first { $0.name == "served" }
  }

  var section: ReportDocument.Section? {
    ReportDocument.Section(
      id: "models", heading: words("어떤 모델이 왜 서비스되나", "Which model is served, and why"),
      finding: finding, meaning: meaning, blocks: blocks)
  }

  private var blocks: [ReportDocument.Block] {
    var blocks: [ReportDocument.Block] = []
    if let metrics, !metrics.models.isEmpty {
      let tables = ModelTables(metrics: metrics, words: words)
      blocks.append(.plot(tables.models))
      blocks += [tables.comparisons, tables.segments, tables.home, tables.ablation]
        .compactMap(\.self).map(ReportDocument.Block.table)
    }
    if let choice = recommendation.choice {
      let tables = ChoiceTables(choice: choice, words: words)
      blocks += [.table(tables.weights), .table(tables.trials)]
    }
    if let served = recommendation.served {
      let tables = OriginTables(served: served, words: words)
      blocks.append(.note(tables.sentence))
      blocks += [tables.gate, tables.sources].compactMap(\.self).map(ReportDocument.Block.table)
    }
    blocks += ExampleTables(examples: recommendation.examples, words: words).tables
      .map(ReportDocument.Block.table)
    return blocks
  }

  /// The model that was measured where another one serves.
  private var refused: (measured: String, serving: RecommendationFigures.Served)? {
    guard let measured = metrics?.model, let serving = recommendation.served,
      measured != serving.id
    else { return nil }
    return (words.outside(measured), serving)
  }

  /// The best of the other models.
  private var rival: EvaluationMetrics.Model? {
    metrics?.models.filter { $0.name != "served" }
      .max { ($0.ndcg.mean, $1.name) < ($1.ndcg.mean, $0.name) }
  }

  private var finding: String {
    guard let metrics else {
      guard let served = recommendation.served else {
        return words(
          "서비스되는 모델도 평가도 없어, 홈은 인기와 이력으로만 만듭니다.",
          "There is neither a model that serves nor an evaluation: home is made of popularity and "
            + "history.")
      }
      return words(
        "모델 \(served.id)이 서비스 중이며, 이 달의 평가는 아직 없습니다.",
        "Model \(served.id) serves; there is no evaluation of it here.")
    }
    guard let served, let rival else {
      return words(
        "평가 \(words.count(metrics.cases))건에서 모델 \(words.count(metrics.models.count))개를 견주었습니다.",
        "\(words.count(metrics.models.count)) models were compared on \(words.count(metrics.cases)) "
          + "cases.")
    }
    let name = words.model(rival.name)
    if let refused {
      return words(
        "모델 \(refused.serving.id)이 서비스되고, 여기서 잰 모델 \(refused.measured)은 서비스되지 않습니다: NDCG@10 \(interval(served.ndcg)), \(name) \(interval(rival.ndcg)).",
        "Model \(refused.serving.id) serves, and model \(refused.measured), which was measured here, "
          + "does not: NDCG@10 \(interval(served.ndcg)), \(name) \(interval(rival.ndcg)).")
    }
    return words(
      "서비스 모델의 NDCG@10은 \(interval(served.ndcg)), 다음은 \(name) \(interval(rival.ndcg))입니다.",
      "The served model has NDCG@10 \(interval(served.ndcg)); the best other one is \(name) with "
        + "\(interval(rival.ndcg)).")
  }

  private var meaning: String {
    guard let metrics, let served, let rival else {
      return words(
        "평가가 없으므로 이 모델이 인기순보다 나은지 말할 수 없습니다.",
        "Without an evaluation nobody can say whether the model is better than what is popular.")
    }
    guard metrics.enoughCases || refused != nil else {
      return words(
        "평가가 \(words.count(metrics.cases))건뿐이어서 모델의 우열을 가릴 수 없고, 점수의 차이는 우연일 수 있습니다.",
        "With only \(words.count(metrics.cases)) cases the models cannot be told apart: their "
          + "differences may be chance.")
    }
    let won = metrics.comparisons.filter { $0.low > 0 }.map { words.model($0.with) }
    let lost = metrics.comparisons.filter { $0.high < 0 }.map { words.model($0.with) }
    let list = { (names: [String]) in names.joined(separator: ", ") }
    if refused != nil {
      return lost.isEmpty
        ? words(
          "잰 모델이 게이트를 지나지 못했거나 나중에 다른 모델로 바뀌었으므로, 아래 표의 ‘서비스 모델’은 잰 모델을 뜻합니다.",
          "It did not pass the gate, or another model took its place since: “served model” in the "
            + "tables below is the one that was measured.")
        : words(
          "잰 모델이 \(list(lost))보다 분명히 못해 내보내지 않았으며, 아래 표의 ‘서비스 모델’은 잰 모델을 뜻합니다.",
          "It is clearly worse than \(list(lost)) and was not let serve: “served model” in the tables "
            + "below is the one that was measured.")
    }
    if !lost.isEmpty {
      return words(
        "서비스 모델은 \(list(lost))보다 분명히 못하므로 내보내지 않는 것이 맞습니다.",
        "The served model is clearly worse than \(list(lost)), and should not be let serve.")
    }
    guard won.isEmpty else {
      return words(
        "짝지은 95% 구간이 0 위에 있어 \(list(won))보다 분명히 낫기 때문에 이 모델이 서비스됩니다.",
        "It serves because it is clearly better than \(list(won)): the paired 95 % intervals lie "
          + "above zero.")
    }
    guard served.ndcg.mean >= rival.ndcg.mean else {
      return words(
        "\(words.model(rival.name))의 평균이 더 높지만 구간이 겹쳐, 서비스 모델을 바꿀 근거가 되지 못합니다.",
        "The mean of \(words.model(rival.name)) is higher, but the intervals overlap: no reason to "
          + "serve another model.")
    }
    return words(
      "평균은 가장 높지만 어느 모델보다도 분명히 낫지는 않아, 다음 달에 더 많은 평가로 다시 봐야 합니다.",
      "Its mean is the highest, but it is clearly better than none of them: a month with more cases "
        + "has to decide.")
  }

  private func interval(_ interval: Interval) -> String { words.interval(interval) }
}

extension ReportWords {
  /// "−0.019 (−0.031 to −0.007)": a dash between the ends could be taken for a sign.
  func interval(_ interval: Interval) -> String {
    func text(_ value: Double) -> String { FigureText.fixed(value, 3).replacing("-", with: "−") }
    guard let low = interval.low, let high = interval.high else { return text(interval.mean) }
    return "\(text(interval.mean)) (\(text(low))\(self("~", " to "))\(text(high)))"
  }
}
