import Foundation
import Testing

/// Holds the code of the articles to code that is compiled: `ArticleExamples.swift`.
@Suite("Articles") struct ArticleTests {
  private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let catalogue = here.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Sources/PickRecommender/PickRecommender.docc")

  static let articles = ["FitAndRecommend", "EvaluateHonestly", "AddAModel"]

  /// Lines without their indentation: an example may be inside a test.
  private static func lines(_ text: Substring) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  private static func text(_ url: URL) throws -> Substring {
    Substring(try String(contentsOf: url, encoding: .utf8))
  }

  @Test("every example is compiled and run, line by line as it is printed", arguments: articles)
  func examples(article: String) throws {
    let compiled = try Self.lines(Self.text(Self.here.appending(path: "ArticleExamples.swift")))
    let page = try Self.text(Self.catalogue.appending(path: "\(article).md"))
    let blocks = page.matches(of: #/```swift\n((?s:.*?))\n```/#).map(\.output.1)
    #expect(!blocks.isEmpty)
    for block in blocks {
      let example = Self.lines(block)
      let isCompiled = compiled.indices.contains { compiled[$0...].starts(with: example) }
      #expect(isCompiled, "\(article): \(block.prefix(60))…")
    }
  }

  @Test("every article is named on the landing page")
  func landing() throws {
    let page = try Self.text(Self.catalogue.appending(path: "PickRecommender.md"))
    for article in Self.articles { #expect(page.contains("<doc:\(article)>")) }
  }
}
