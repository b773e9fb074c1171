import Mustache
import PickModel

/// A report as one self-contained page of HTML: no script, nothing from elsewhere.
struct ReportPage {
  private let document: ReportDocument
  private let drawings: [String: Drawing]
  private let words: ReportWords

  /// A page with the pictures that could be drawn, by their names.
  init(_ document: ReportDocument, drawings: [String: Drawing]) {
    self.document = document
    self.drawings = drawings
    words = ReportWords(document.language)
  }

  /// The whole page.
  ///
  /// - Throws: the templates' errors; `ReportError.cannotRender` where they make no page.
  func html() throws -> String {
    PageContent.register()
    let library = MustacheLibrary(templates: [
      "page": try MustacheTemplate(string: PageTemplate.page),
      "table": try MustacheTemplate(string: PageTemplate.table),
    ])
    guard let html = library.render(page, withTemplate: "page") else {
      throw ReportError.cannotRender(file: "report.html")
    }
    return html
  }

  private var page: [String: Any] {
    [
      "language": document.language.rawValue, "title": document.title,
      "subtitle": document.subtitle, "style": PageStyle.css,
      "brand": words("헬로 Pick", "Hello Pick"), "glance": words("한눈에", "At a glance"),
      "meaningLabel": words("모델에는", "For the model"),
      "headline": document.headline.map(fact), "sections": document.sections.map(section),
    ]
  }

  private func fact(_ fact: ReportDocument.Fact) -> [String: Any] {
    ["label": fact.label, "value": fact.value, "note": fact.note]
  }

  private func section(_ section: ReportDocument.Section) -> [String: Any] {
    [
      "id": section.id, "heading": section.heading, "finding": section.finding,
      "meaning": section.meaning, "blocks": section.blocks.map(block),
    ]
  }

  /// Every kind of block has every key, so that none is looked up outside of it.
  private func block(_ block: ReportDocument.Block) -> [String: Any] {
    var parts: [String: Any] = [
      "facts": false, "plain": false, "plot": false, "sentence": false, "long": false,
    ]
    switch block {
    case .facts(let facts): parts["facts"] = ["list": facts.map(fact)]
    case .table(let table): parts[table.isLong ? "long" : "plain"] = self.table(table)
    case .plot(let plot): parts["plot"] = self.plot(plot)
    case .note(let sentence): parts["sentence"] = ["text": sentence]
    }
    return parts
  }

  private func plot(_ plot: Plot) -> [String: Any] {
    let drawing = drawings[plot.id]
    var isHeat = false
    if case .heat = plot.kind { isHeat = true }
    return [
      "id": plot.id, "caption": plot.caption,
      "legend": zip(plot.legendKeys, plot.legend).map { key, text in
        ["key": key, "text": text] as [String: Any]
      },
      "hasLegend": !plot.legend.isEmpty,
      "scale": isHeat
        ? ["least": words("적음", "few"), "most": words("많음", "many"), "steps": Self.heatSteps]
          as [String: Any] : false,
      "drawing": drawing.map { ["wide": $0.wide, "narrow": $0.narrow] as [String: Any] } ?? false,
      "missing": drawing == nil
        ? words(
          "그림을 그리는 gnuplot이 없거나 실패해 표로 보여 줍니다.",
          "gnuplot, which draws the pictures, is not there or failed: here is the table.") : "",
      "asTable": words("표로 보기", "As a table"), "open": drawing == nil,
      "data": table(plot.table),
    ]
  }

  private static let heatSteps = (0..<PlotInk.heatSteps).map { ["step": "h\($0)"] }

  private func table(_ table: ReportTable) -> [String: Any] {
    let hasBars = !table.bars.isEmpty
    return [
      "id": table.id, "caption": table.caption, "hasBars": hasBars,
      "columns": table.columns.map { column in
        ["title": column.title, "kind": column.isNumeric ? "n" : "t"] as [String: Any]
      },
      "rows": table.rows.enumerated().map { place, cells in
        [
          "cells": zip(cells, table.columns).map { cell, column in
            ["text": cell.text, "kind": column.isNumeric ? "n" : "t"] as [String: Any]
          },
          "bar": hasBars ? ["width": FigureText.fixed(table.bars[place] * 100, 1)] : false,
        ] as [String: Any]
      },
    ]
  }
}

/// What becomes of text in the templates: escaped scalar by scalar.
private struct PageContent: MustacheContentType {
  /// The name of it in the templates.
  static let name = "PICK"
  private static let registered: Void = MustacheContentTypes.register(PageContent(), named: name)

  /// Makes the name known to the templates.
  static func register() { registered }

  func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
}
