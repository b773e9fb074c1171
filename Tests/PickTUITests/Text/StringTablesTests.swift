import Foundation
import PickModel
import Testing

@testable import PickTUI

@Suite("String tables")
struct StringTablesTests {
  @Test("the generated source is that of the tables")
  func generated() throws {
    let source = try StringsSource(package: ThemeTests.package)
    let path = "\(ThemeTests.package)/\(StringsSource.generated)"
    if ProcessInfo.processInfo.environment["PICK_UPDATE_STRINGS"] == "1" {
      try source.swift.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == source.swift)
  }

  @Test("every language has every key")
  func complete() throws {
    let source = try StringsSource(package: ThemeTests.package)
    #expect(source.tables.map(\.code) == Language.allCases.map(\.rawValue))
    for table in source.tables {
      #expect(Set(source.keys).subtracting(table.sentences.keys) == [])
      #expect(table.sentences.values.allSatisfy { !$0.isEmpty })
    }
  }

  @Test("all languages have the same placeholders", arguments: MessageKey.allCases)
  func placeholders(key: MessageKey) {
    let placeholders = Language.allCases.map { Template.placeholders(of: key.text(in: $0)) }
    #expect(Set(placeholders).count == 1)
  }

  @Test("no key is unused")
  func used() throws {
    let folder = "\(ThemeTests.package)/Sources/PickTUI"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") && !$0.hasSuffix("StringTables.swift") }
    var words: Set<Substring> = []
    for name in names {
      let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      for member in source.split(separator: ".").dropFirst() {
        words.insert(member.prefix { $0.isLetter || $0.isNumber })
      }
    }
    let unused = MessageKey.allCases.map(\.rawValue).filter { !words.contains($0[...]) }
    #expect(unused == [])
  }

  @Test("every sentence fits 76 columns", arguments: MessageKey.allCases)
  func width(key: MessageKey) {
    for language in Language.allCases { #expect(DisplayWidth.of(key.text(in: language)) <= 76) }
  }

  @Test("keys are sorted in the files")
  func sorted() throws {
    for language in Language.allCases {
      let path = StringsSource.path(of: language.rawValue, in: ThemeTests.package)
      let keys = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
      #expect(keys == keys.sorted())
    }
  }
}
