import PickModel

/// What was loaded and what was rejected.
struct LoadedSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  var section: ReportDocument.Section? {
    ReportDocument.Section(
      id: "loaded", heading: words("무엇을 읽었나", "What was loaded"), finding: finding,
      meaning: meaning, blocks: [.table(categories)] + imported)
  }

  private var finding: String {
    let size = figures.size
    let stored = words(
      "시청 \(words.count(size.events))건, 시청자 \(words.count(size.viewers))명, "
        + "작품 \(words.count(size.titles))편(재생 단위 \(words.count(size.assets))개)이 들어 있습니다",
      "\(words.count(size.events)) views of \(words.count(size.viewers)) viewers, and "
        + "\(words.count(size.titles)) titles with \(words.count(size.assets)) assets, are stored")
    guard let facts = figures.imported else { return stored + "." }
    guard facts.rejected > 0 else {
      return stored + words("; 거부된 행은 없습니다.", "; no row was rejected.")
    }
    let share = facts.rows.map { " (\(words.percent(facts.rejected.share(of: $0), 2)))" } ?? ""
    return stored
      + words(
        "; 거부된 행은 \(words.count(facts.rejected))개\(share)입니다.",
        "; \(words.count(facts.rejected)) rows\(share) were rejected.")
  }

  private var meaning: String {
    guard figures.size.events > 0 else {
      return words(
        "배울 시청이 없어 모델을 만들 수 없습니다.", "There is nothing to learn from, so there can be no model.")
    }
    guard let facts = figures.imported else {
      return words(
        "가져오기 기록이 없어 모델이 보지 못한 행이 얼마인지는 알 수 없고, 아래 수치는 저장된 \(words.count(figures.size.events))건만의 것입니다.",
        "No record of the import was handed in, so what the model never saw is unknown: everything "
          + "below is about the \(words.count(figures.size.events)) views that are stored.")
    }
    guard facts.rejected > 0, let reason = facts.reasons.first else {
      return words(
        "빠진 행이 없으므로 모델은 받은 기록 전부에서 배웁니다.",
        "Nothing is missing: the model learns from everything that was delivered.")
    }
    return words(
      "모델은 거부된 \(words.count(facts.rejected))행을 모른 채 배우며, 가장 많은 이유는 “\(words.reason(reason.text))”(\(words.count(reason.count))행)입니다.",
      "The model learns without the \(words.count(facts.rejected)) rejected rows, mostly because "
        + "“\(words.reason(reason.text))” (\(words.count(reason.count)) rows).")
  }

  private var categories: ReportTable {
    let all = figures.size.categories.filter { $0.titles > 0 || $0.events > 0 }
    return ReportTable(
      "categories", words("분류별 작품과 시청", "Titles and views by page"),
      columns: [
        .text("category", words("분류", "Page")), .number("titles", words("작품", "Titles")),
        .number("events", words("시청", "Views")), .number("share", words("시청 비중", "Share")),
        .number("hours", words("시간", "Hours")),
      ],
      rows: all.map { category in
        [
          ReportTable.Cell(words.category(category.category), raw: category.category ?? "none"),
          .count(category.titles), .count(category.events),
          .share(category.events.share(of: figures.size.events), words),
          .decimal(Double(category.seconds) / 3600, 1),
        ]
      }, bars: all.map { Double($0.events) })
  }

  private var imported: [ReportDocument.Block] {
    guard let facts = figures.imported, !facts.files.isEmpty else { return [] }
    let files = ReportTable(
      "files", words("가져온 파일", "Files that were imported"),
      columns: [
        .text("file", words("파일", "File")), .number("rows", words("읽은 행", "Rows read")),
        .number("rejected", words("거부", "Rejected")),
      ],
      rows: facts.files.map { file in
        [
          ReportTable.Cell(words.outside(file.name)),
          file.rows.map(ReportTable.Cell.count) ?? ReportTable.Cell("–", raw: ""),
          .count(file.rejected),
        ]
      })
    let reasons = ReportTable(
      "rejected-reasons", words("거부된 이유", "Why rows were rejected"),
      columns: [
        .text("reason", words("이유", "Reason")), .number("rows", words("행", "Rows")),
      ],
      rows: facts.reasons.prefix(10).map {
        [ReportTable.Cell(words.reason($0.text), raw: words.outside($0.text)), .count($0.count)]
      }, bars: facts.reasons.prefix(10).map { Double($0.count) })
    let repeated = facts.repeated.map { count in
      ReportDocument.Block.note(
        words(
          "이미 있거나 두 번 적힌 행 \(words.count(count))개는 한 번만 저장했습니다.",
          "\(words.count(count)) rows that were there already, or stood twice, were stored once."))
    }
    return [.table(files)] + (facts.reasons.isEmpty ? [] : [.table(reasons)])
      + [repeated].compactMap(\.self)
  }
}
