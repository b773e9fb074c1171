import PickModel

/// Says that nothing was watched: about nothing there are no findings.
struct NothingSection: SectionWriter {
  let figures: ReportFigures
  let words: ReportWords

  var section: ReportDocument.Section? {
    guard figures.size.events == 0 else { return nil }
    return ReportDocument.Section(
      id: "nothing", heading: words("시청 기록이 없습니다", "Nothing was watched"), finding: finding,
      meaning: meaning, blocks: [])
  }

  private var finding: String {
    let titles = words.count(figures.size.titles)
    switch figures.range {
    case .month(let month):
      return words(
        "\(month.year)년 \(month.month)월에는 저장된 시청이 한 건도 없습니다(작품은 \(titles)편).",
        "Not one view of \(month) is stored (\(titles) titles are).")
    case .everything:
      return words(
        "저장된 시청이 한 건도 없습니다(작품은 \(titles)편).",
        "Not one view is stored (\(titles) titles are).")
    }
  }

  private var meaning: String {
    switch figures.range {
    case .month:
      words(
        "이 달에 대해 말할 수 있는 것이 없고 이 달에서 배울 것도 없습니다. 기록이 있어야 한다면 달과 가져온 파일을 확인하세요.",
        "There is nothing to say of this month and nothing to learn from it. Where there should be, "
          + "check the month and the files that were imported.")
    case .everything:
      words(
        "배울 시청이 없어 모델을 만들 수 없습니다. 먼저 기록을 가져오세요(pickctl import).",
        "There is nothing to learn from, so there can be no model. Import views first "
          + "(pickctl import).")
    }
  }
}
