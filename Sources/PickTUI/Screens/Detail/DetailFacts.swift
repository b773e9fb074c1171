import PickModel

/// What is known of a title, above its buttons.
struct DetailFacts {
  let page: TitlePage
  let size: Size

  private var columns: Int { max(1, min(size.columns - 2, 100)) }
  private var synopsisRows: Int { size.rows < 14 ? 2 : size.rows < 30 ? 4 : 7 }

  /// Rows needed, the space below included.
  func rows(_ context: ViewContext) -> Int {
    lines(context).count + (page.next?.progress?.ratio == nil ? 0 : 1) + 1
  }

  /// Draws from the first row on.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strip = Style(
      .strip(genre: page.title.genres.first?.id ?? "", title: page.title.name.original))
    var row = 0
    for (text, style) in lines(context) {
      if row == 0 {
        canvas.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), strip)
        canvas.text(text, at: Point(column: 4, row: 0), style, columns: columns - 3)
      } else {
        canvas.text(text, at: Point(column: 1, row: row), style, columns: columns)
      }
      row += 1
    }
    drawProgress(row: row, on: &canvas, context)
  }

  private func lines(_ context: ViewContext) -> [(String, Style)] {
    let strings = context.strings
    let name = strings.text(page.title.name)
    var lines = [(name, Style(.heading, .bold)), (facts(strings), .muted)]
    if let reason = page.reason {
      lines.append((strings.sentence(for: reason), Style(.reason)))
    }
    lines.append(("", .text))
    let synopsis = strings.text(page.synopsis)
    let shown = synopsis.isEmpty ? strings[.detailNoSynopsis] : synopsis
    for line in TextLayout.wrapped(shown, columns: columns, maximumLines: synopsisRows) {
      lines.append((line, synopsis.isEmpty ? .muted : .text))
    }
    if !page.cast.isEmpty {
      let names = page.cast.joined(separator: ", ")
      lines.append((strings.text(.detailCast, ["names": names]), .muted))
    }
    return lines
  }

  private func facts(_ strings: Strings) -> String {
    let title = page.title
    let episodes = page.seasons.reduce(0) { $0 + $1.episodes.count }
    let length = title.kind == .film ? page.others.first?.asset.runningSeconds : nil
    return [
      title.category.map { strings.label(of: $0) },
      title.genres.isEmpty
        ? nil : title.genres.map { strings.text($0.name) }.joined(separator: "/"),
      length.map { strings.minutes(seconds: $0) },
      title.year.map { strings.text(.year, ["year": String($0)]) },
      title.ageRating.map { strings.age($0) },
      title.kind == .series ? strings.label(of: title.kind) : nil,
      episodes > 0 ? strings.text(.detailEpisodes, ["count": String(episodes)]) : nil,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  private func drawProgress(row: Int, on canvas: inout Canvas, _ context: ViewContext) {
    guard let part = page.next, let progress = part.progress, let ratio = progress.ratio else {
      return
    }
    let strings = context.strings
    let name = part.asset.episode.map { strings.name($0) + "  " } ?? ""
    let place =
      progress.isFinished
      ? strings[.watched]
      : strings.text(
        .detailProgress,
        [
          "position": strings.position(seconds: progress.position),
          "length": strings.position(seconds: progress.runningSeconds ?? 0),
        ])
    let text = name + place
    let room = columns - DisplayWidth.of(text) - 2
    let bar = Rect(column: 1, row: row, columns: min(24, max(4, room)), rows: 1)
    ProgressBar(ratio: progress.isFinished ? 1 : ratio).draw(on: &canvas, in: bar)
    canvas.text(text, at: Point(column: bar.maxColumn + 2, row: row), .muted)
  }
}
