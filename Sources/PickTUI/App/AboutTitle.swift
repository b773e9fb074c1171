import PickModel

/// All that is known of a title in words, to be read to its end on any screen.
///
/// A title's page cuts its synopsis where there is little room; here the lines scroll.
public struct AboutTitle: Equatable, Sendable {
  /// The page they are from.
  let page: TitlePage
  /// The first line that shows.
  var firstLine = 0

  /// The text of a page, from its beginning.
  init(_ page: TitlePage) { self.page = page }

  /// Moves by some lines, as far as there are any.
  mutating func scroll(by lines: Int, on screen: Size, _ strings: Strings) {
    firstLine = min(max(0, firstLine + lines), layout(on: screen, strings).lastFirstLine)
  }

  /// Whether there are more lines than show.
  func scrolls(on screen: Size, _ strings: Strings) -> Bool {
    layout(on: screen, strings).lastFirstLine > 0
  }

  private func layout(on screen: Size, _ strings: Strings) -> Layout {
    Layout(screen: screen, lines: lines(for: screen, strings).count)
  }

  /// How the lines share a screen; update and view agree on it.
  struct Layout {
    let screen: Size
    let lines: Int

    /// Columns of a line.
    static func columns(on screen: Size) -> Int { max(1, min(64, screen.columns - 6)) }
    /// The box, its border included.
    var box: Size {
      Size(
        columns: Self.columns(on: screen) + 4, rows: min(max(3, screen.rows - 2), lines + 2))
    }
    /// Lines that show at once.
    var rows: Int { max(1, box.rows - 2) }
    /// The first line when the last one shows.
    var lastFirstLine: Int { max(0, lines - rows) }
  }

  /// The synopsis, who is in it, and what an outside catalogue knows.
  private func lines(for screen: Size, _ strings: Strings) -> [Line] {
    let synopsis = strings.text(page.synopsis)
    var paragraphs = [
      synopsis.isEmpty
        ? Line(text: strings[.detailNoSynopsis], style: .muted) : Line(text: synopsis, style: .text)
    ]
    if !page.cast.isEmpty {
      let names = page.cast.map(strings.person).joined(separator: ", ")
      paragraphs.append(Line(text: strings.text(.detailCast, ["names": names]), style: .muted))
    }
    paragraphs += TitleNotesText(notes: page.notes).lines(strings)
      .map { Line(text: $0, style: .muted) }
    let columns = Layout.columns(on: screen)
    return Array(
      paragraphs.map { paragraph in
        TextLayout.wrapped(paragraph.text, columns: columns)
          .map { Line(text: $0, style: paragraph.style) }
      }
      .joined(separator: [Line(text: "", style: .text)]))
  }

  private struct Line {
    let text: String
    let style: Style
  }

  /// Draws a box whose lower edge says how to see more and how to leave.
  func draw(on canvas: inout Canvas, _ context: ViewContext) {
    let strings = context.strings
    let lines = lines(for: canvas.size, strings)
    let layout = Layout(screen: canvas.size, lines: lines.count)
    let place = canvas.bounds.centered(layout.box)
    canvas.fill(place)
    canvas.box(place, title: strings.text(page.title.name))
    canvas.within(place.inset(columns: 2, rows: 1)) { canvas in
      let first = min(firstLine, layout.lastFirstLine)
      for (row, line) in lines.dropFirst(first).prefix(layout.rows).enumerated() {
        canvas.text(line.text, at: Point(column: 0, row: row), line.style)
      }
    }
    canvas.hint(at: place, scrolls: layout.lastFirstLine > 0, context)
  }
}

extension Canvas {
  /// Says on a box's lower edge how to see more of it and how to leave.
  mutating func hint(at box: Rect, scrolls: Bool, _ context: ViewContext) {
    let (up, down) = (context.key(.up), context.key(.down))
    let more =
      scrolls ? context.strings.text(.helpMore, ["up": up, "down": down]) + " · " : ""
    textRight(
      " \(more)\(context.key(.back)) \(context.strings[.close]) ",
      at: Point(column: box.minColumn, row: box.maxRow - 1), Style(.border),
      columns: box.size.columns - 2)
  }
}
