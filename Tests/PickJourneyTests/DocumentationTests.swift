import Foundation
import Testing

@Suite("Documentation")
struct DocumentationTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let pages = [
    "README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/where.md", "docs/importing.md",
    "docs/workflows.md",
    "docs/demo-world.md", "docs/security.md", "docs/themes.md", "docs/configuration.md",
    "docs/packaging.md", "docs/server.md",
  ]

  /// The targets of a page's links that are not on the web.
  private func links(of page: String) throws -> [String] {
    let text = try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
    return text.matches(of: #/\]\(([^)#]+)\)/#).map { String($0.output.1) }
      .filter { !$0.contains("://") }
  }

  @Test("every link of a page leads to a file", arguments: pages)
  func linksLeadSomewhere(page: String) throws {
    let directory = Self.root.appending(path: page).deletingLastPathComponent()
    for link in try links(of: page) {
      let path = directory.appending(path: link).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: path), "\(page): \(link)")
    }
  }

  @Test("docs/where.md answers twenty questions or more, each with another file")
  func twentyQuestions() throws {
    let files = try links(of: "docs/where.md")
    #expect(files.count >= 20)
    #expect(Set(files).count == files.count)
  }
}
