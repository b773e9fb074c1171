import PickCore
import PickModel

/// Where the model that serves comes from: the run, the files it was made of, and what the gate said.
struct OriginTables {
  let served: RecommendationFigures.Served
  let words: ReportWords

  /// What it learned from, and where the files are told.
  var sentence: String {
    let counts = served.counts
    return words(
      "서비스 모델 \(served.id): \(words.day(SeoulTime(served.trainedAt).dayNumber))까지의 시청 \(words.count(counts.events))건, 시청자 \(words.count(counts.viewers))명, 본 작품 \(words.count(counts.watchedTitles))편에서 배웠습니다. 자료의 지문은 \(served.dataFingerprint.prefix(16))입니다. \(run.korean)",
      "The served model \(served.id) learned from \(words.count(counts.events)) views until "
        + "\(words.day(SeoulTime(served.trainedAt).dayNumber)), of \(words.count(counts.viewers)) "
        + "viewers and \(words.count(counts.watchedTitles)) watched titles. The fingerprint of the "
        + "data is \(served.dataFingerprint.prefix(16)). \(run.english)")
  }

  private var run: (korean: String, english: String) {
    guard let origin = served.origin else {
      return (
        "파이프라인을 거치지 않아(pickctl train), 어느 파일에서 왔는지 장부에 없습니다.",
        "It came out of no pipeline (pickctl train): no ledger says which files it was made of."
      )
    }
    let month = words.outside(origin.month)
    let run = origin.run.map { String(words.outside($0).prefix(16)) } ?? "–"
    let since = origin.servesSince.map { words.day(SeoulTime($0).dayNumber) }
    let from =
      origin.isOfMachine == true
      ? (
        "\(month)에 pick이 스스로 학습했습니다(실행 \(run)).",
        "pick trained it by itself in \(month) (run \(run))."
      )
      : origin.isImported
        ? (
          "다른 곳에서 센 집계를 가져와 만들었습니다(\(month), 실행 \(run)).",
          "It was made of imported counts (\(month), run \(run))."
        )
        : (
          "\(month)의 파이프라인에서 나왔습니다(실행 \(run)).",
          "It came out of the pipeline of \(month) (run \(run))."
        )
    return (
      from.0 + (since.map { " \($0)부터 서비스됩니다." } ?? ""),
      from.1 + (since.map { " It serves since \($0)." } ?? "")
    )
  }

  /// The files, month by month; `nil` where the ledger names none.
  var sources: ReportTable? {
    guard let origin = served.origin, !origin.sources.isEmpty else { return nil }
    return ReportTable(
      "sources",
      words(
        "서비스 모델을 만든 파일 (sha256은 앞 16자리; 전체는 tables/sources.csv)",
        "The files the served model was made of (16 digits of each sha256; all of them are in "
          + "tables/sources.csv)"),
      columns: [
        .text("month", words("달", "Month")), .text("file", words("파일", "File")),
        .number("rows", words("행", "Rows")), .text("sha256", "sha256"),
      ],
      rows: origin.sources.flatMap { source in
        let month = words.outside(source.month)
        let whole = row(month, "manifest.json", nil, source.checksum)
        return [whole] + source.files.map { row(month, words.outside($0.name), $0.rows, $0.sha256) }
      })
  }

  private func row(
    _ month: String, _ file: String, _ rows: Int?, _ sha256: String
  ) -> [ReportTable.Cell] {
    // Longer than names from outside may be; what is no checksum is cut as they are.
    let isChecksum = sha256.utf8.count == 64 && sha256.utf8.allSatisfy { $0 > 0x2F && $0 < 0x67 }
    let digits = isChecksum ? sha256 : words.outside(sha256)
    return [
      ReportTable.Cell(month), ReportTable.Cell(file),
      rows.map(ReportTable.Cell.count) ?? ReportTable.Cell("–", raw: ""),
      ReportTable.Cell(String(digits.prefix(16)), raw: digits),
    ]
  }

  /// What the gate looked at; `nil` before it did.
  var gate: ReportTable? {
    guard let origin = served.origin, !origin.checks.isEmpty else { return nil }
    return ReportTable(
      "gate", words("이 모델이 나가기 전에 본 것", "What was looked at before it was let serve"),
      columns: [
        .text("check", words("검사", "Check")), .text("verdict", words("판정", "Verdict")),
      ],
      rows: origin.checks.map { check in
        [
          ReportTable.Cell(name(check.name), raw: words.outside(check.name)),
          check.isPassed
            ? ReportTable.Cell(words("통과", "passed"), raw: "passed")
            : ReportTable.Cell(words("막음", "refused"), raw: "refused"),
        ]
      })
  }

  private func name(_ check: String) -> String {
    switch check {
    case "champion":
      words("전에 서비스하던 모델보다 못하지 않음", "not worse than what served before")
    case "popularity": words("인기순보다 못하지 않음", "not worse than popularity")
    case "coverage": words("추천하는 작품의 폭", "enough different titles")
    case "novelty": words("추천의 새로움", "enough unusual titles")
    case "children":
      words("어린이 화면에 19세 작품 없음", "no title rated 19 on children's pages")
    default: words.outside(check)
    }
  }
}
