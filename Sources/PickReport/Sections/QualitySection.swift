import PickModel

/// Missing running times, ratios over 1, duplicates, and odd clocks.
struct QualitySection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  private struct Oddity {
    let key: String
    let korean: String
    let english: String
    let count: Int
    /// What it means for the model, after the share of the events.
    let koreanMeaning: String
    let englishMeaning: String
  }

  var section: ReportDocument.Section? {
    ReportDocument.Section(
      id: "quality", heading: words("데이터에 이상한 점은 없나", "What is odd about the data"),
      finding: finding, meaning: meaning, blocks: [.table(table)] + notes)
  }

  private var worst: Oddity? {
    oddities.filter { $0.count > 0 }.max { ($0.count, $1.key) < ($1.count, $0.key) }
  }

  private var finding: String {
    let total = figures.quality.events
    guard let worst else {
      return words("이상한 기록은 찾지 못했습니다.", "Nothing odd was found.")
    }
    let share = words.percent(worst.count.share(of: total))
    return words(
      "가장 흔한 것은 “\(worst.korean)”이며, 시청의 \(share)(\(words.count(worst.count))건)입니다.",
      "The most frequent oddity is “\(worst.english)”: \(share) of all views "
        + "(\(words.count(worst.count))).")
  }

  private var meaning: String {
    guard let worst else {
      return words(
        "모든 시청이 시청률을 가지므로 평점을 그대로 배울 수 있습니다.",
        "Every view has a watch ratio, so ratings can be learned as they are.")
    }
    return words(worst.koreanMeaning, worst.englishMeaning)
  }

  private var oddities: [Oddity] {
    let quality = figures.quality
    func part(_ count: Int) -> String { words.percent(count.share(of: quality.events)) }
    return [
      Oddity(
        key: "no-running-time", korean: "상영 시간 모름", english: "running time unknown",
        count: quality.withoutRunningTime,
        koreanMeaning:
          "이 \(part(quality.withoutRunningTime))는 시청률이 없어 ‘보았다’는 사실로만 배우므로, 끝까지 본 것과 맛만 본 것을 가리지 못합니다.",
        englishMeaning:
          "These \(part(quality.withoutRunningTime)) have no watch ratio and count only as watched: "
          + "a whole film and a taste of one look the same to the model."),
      Oddity(
        key: "over-running-time", korean: "상영 시간보다 오래 봄",
        english: "longer than the running time", count: quality.overRunningTime,
        koreanMeaning:
          "이 \(part(quality.overRunningTime))의 시청률은 1로 자르므로 모델은 끝까지 본 것으로 배우고, \(longest.korean)",
        englishMeaning:
          "The ratios of these \(part(quality.overRunningTime)) are cut to 1: the model takes them "
          + "for watched to the end, \(longest.english)"),
      Oddity(
        key: "zero-seconds", korean: "0초 시청", english: "no second watched",
        count: quality.zeroSeconds,
        koreanMeaning:
          "이 \(part(quality.zeroSeconds))는 관심의 증거가 아니어서 학습에서 빠지고, 그만큼 이력이 짧아집니다.",
        englishMeaning:
          "These \(part(quality.zeroSeconds)) are no evidence of interest and are left out of "
          + "training, which makes histories that much shorter."),
      Oddity(
        key: "same-second", korean: "같은 초에 시작한 시청", english: "begun in the same second",
        count: quality.sameSecond,
        koreanMeaning:
          "시청자 \(words.count(quality.sameSecondViewers))명의 이 기록은 순서를 알 수 없어, 시간으로 나누는 평가와 ‘다음에 본 작품’ 학습에서 동률로 다룹니다.",
        englishMeaning:
          "Their order is unknown for \(words.count(quality.sameSecondViewers)) viewers: "
          + "evaluations that split by time, and what is watched next, treat them as ties."),
      Oddity(
        key: "repeated", korean: "같은 시청이 두 번", english: "the same view twice",
        count: quality.repeated,
        koreanMeaning:
          "이 \(part(quality.repeated))는 한 작품의 평점을 더 높이지 않도록 작품별로 합쳐 배웁니다.",
        englishMeaning:
          "These \(part(quality.repeated)) are merged by title before they are learned from, so that "
          + "they make no rating higher."),
      Oddity(
        key: "overlapping", korean: "앞 시청이 끝나기 전에 시작", english: "begun before the last one ended",
        count: quality.overlapping,
        koreanMeaning:
          "이 \(part(quality.overlapping))는 한 셋톱을 여럿이 보거나 시각이 어긋난 것이어서, 한 사람의 취향으로 배우면 섞인 취향이 됩니다.",
        englishMeaning:
          "These \(part(quality.overlapping)) are several people at one set-top box or a clock that "
          + "was off: what is learned as one taste is a mixture."),
      Oddity(
        key: "at-midnight", korean: "정확히 0시 0분 0초", english: "at midnight exactly",
        count: expectedAtMidnight < quality.atMidnight ? quality.atMidnight : 0,
        koreanMeaning:
          "시각 없이 날짜만 적힌 기록으로 보이는 이 \(part(quality.atMidnight))는 시간대 인기에서 0시를 부풀립니다.",
        englishMeaning:
          "These \(part(quality.atMidnight)) look like dates without a time and make midnight look "
          + "more popular than it is."),
      Oddity(
        key: "future", korean: "미래 날짜", english: "dated in the future", count: quality.future,
        koreanMeaning:
          "미래 \(words.count(quality.future))건은 최신으로 여겨져 인기를 왜곡하므로 학습 전에 바로잡아야 합니다.",
        englishMeaning:
          "The \(words.count(quality.future)) future views would pass for the newest and bend "
          + "popularity: they have to be put right before training."),
      Oddity(
        key: "unknown-asset", korean: "목록에 없는 작품", english: "not in the catalogue",
        count: quality.unknownAssets,
        koreanMeaning: "이 \(part(quality.unknownAssets))는 추천할 작품과 이어지지 않아 배우지 못합니다.",
        englishMeaning:
          "These \(part(quality.unknownAssets)) lead to no title that could be recommended, and "
          + "nothing is learned from them."),
    ]
  }

  /// What is lost by cutting ratios to 1.
  private var longest: (korean: String, english: String) {
    let ratio = figures.quality.largestRatio
    guard ratio >= 1.1 else {
      return (
        "넘는 만큼은 상영 시간의 10%도 되지 않아 잃는 것이 없습니다.",
        "and as none is longer by a tenth, nothing is lost."
      )
    }
    let times = FigureText.fixed(ratio, 1)
    return (
      "최대 \(times)배까지 본 차이는 사라집니다.",
      "and differences up to \(times) running times are lost."
    )
  }

  /// Events that would be at 00:00:00 by chance, and ten more.
  private var expectedAtMidnight: Int { figures.quality.events / 86_400 + 10 }

  private var table: ReportTable {
    ReportTable(
      "oddities", words("이상한 기록", "Odd records"),
      columns: [
        .text("oddity", words("내용", "What")), .number("events", words("건", "Views")),
        .number("share", words("비중", "Share")),
      ],
      rows: oddities.map { oddity in
        [
          ReportTable.Cell(words(oddity.korean, oddity.english), raw: oddity.key),
          .count(oddity.count), .share(oddity.count.share(of: figures.quality.events), words),
        ]
      }, bars: oddities.map { Double($0.count) })
  }

  private var notes: [ReportDocument.Block] {
    let quality = figures.quality
    var sentences: [String] = []
    let missing = figures.size.assetsWithoutRunningTime
    if missing > 0 {
      sentences.append(
        words(
          "재생 단위 \(words.count(figures.size.assets))개 가운데 \(words.count(missing))개(\(words.percent(missing.share(of: figures.size.assets))))는 상영 시간이 없습니다.",
          "\(words.count(missing)) of \(words.count(figures.size.assets)) assets "
            + "(\(words.percent(missing.share(of: figures.size.assets)))) have no running time."))
    }
    if quality.largestBurst > 1 {
      sentences.append(
        words(
          "한 시청자가 같은 초에 시작한 시청은 최대 \(words.count(quality.largestBurst))건입니다.",
          "At most \(words.count(quality.largestBurst)) views of one viewer began in one second."))
    }
    if let busiest = quality.busiestSecond, busiest > 1 {
      sentences.append(
        words(
          "모든 시청자를 합치면 한 초에 시작한 시청은 최대 \(words.count(busiest))건입니다.",
          "Of all viewers together, at most \(words.count(busiest)) views began in one second."))
    }
    if quality.stated + quality.marked > 0 {
      sentences.append(
        words(
          "평점으로 적힌 \(words.count(quality.stated))건과 ‘봤음’ 표시 \(words.count(quality.marked))건은 시청률 계산에서 뺐습니다.",
          "\(words.count(quality.stated)) ratings and \(words.count(quality.marked)) marks as watched "
            + "have no part in watch ratios."))
    }
    return sentences.isEmpty ? [] : [.note(sentences.joined(separator: " "))]
  }
}
