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

  @Test(
    "a program for another engine names sources of ours that are there",
    arguments: ["workflows/spark", "workflows/airflow"])
  func sources(folder: String) throws {
    let directory = Self.root.appending(path: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".py") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: directory.appending(path: file), encoding: .utf8)
      for match in text.matches(of: #/Sources\/[A-Za-z\/]+\.swift/#) {
        let path = String(match.output)
        #expect(
          FileManager.default.fileExists(atPath: Self.root.appending(path: path).path),
          "\(file): \(path)")
      }
      // A comment that is one name above constants says whose constants they are.
      for match in text.matches(of: #/(?m)^# ([A-Z][A-Za-z]+)(\.[a-z][A-Za-z]*)?$/#) {
        #expect(match.output.2 == nil, "\(file): \(match.output.0)")
        #expect(Self.typeNames.contains(String(match.output.1)), "\(file): \(match.output.0)")
      }
    }
  }

  /// The names of files in Sources, which are those of the types in them.
  private static let typeNames: Set<String> = {
    let all = FileManager.default.enumerator(atPath: root.appending(path: "Sources").path)
    let names = (all?.allObjects ?? []).compactMap { $0 as? String }
    return Set(
      names.filter { $0.hasSuffix(".swift") }.compactMap { name in
        name.split(separator: "/").last.map { String($0.dropLast(6)) }
      })
  }()

  @Test("docs/where.md answers twenty questions or more, each with another file")
  func twentyQuestions() throws {
    let files = try links(of: "docs/where.md")
    #expect(files.count >= 20)
    #expect(Set(files).count == files.count)
  }
}
