import Foundation
import PickClient
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

@Suite("Strings")
struct StringsTests {
  let korean = Strings(.korean)
  let english = Strings(.english)

  @Test(
    "particles follow the word they stand on",
    arguments: [
      ("여름의 끝", "여름의 끝을 보셨다면"), ("겨울 바다", "겨울 바다를 보셨다면"),
      ("Night Train", "Night Train을(를) 보셨다면"), ("7", "7을 보셨다면"),
    ])
  func particles(title: String, sentence: String) {
    #expect(korean.text(.shelfBecause, ["title": title]) == sentence)
  }

  @Test("titles stand in quotes, and particles fit what is inside them")
  func quotes() {
    func title(_ name: String) -> TitleReference {
      TitleReference(id: Title.ID(1), name: LocalizedText(name))
    }
    let now = Instant(millisecondsSince1970: 0)
    #expect(
      korean.heading(of: .becauseWatched(title("여름의 끝")), at: now) == "‘여름의 끝’을 보셨다면")
    #expect(
      korean.sentence(for: .becauseWatched([title("바다"), title("산")]))
        == "‘바다’와 ‘산’을 보셨기 때문에")
    #expect(korean.sentence(for: .similar(to: title("7"))) == "‘7’과 비슷한 작품")
    #expect(english.sentence(for: .similar(to: title("Up"))).contains("‘Up’"))
    #expect(korean.label(of: .content(title("등대"))) == "‘등대’와 닮은 내용")
  }

  @Test("a title with braces is not taken for a placeholder")
  func bracesInArguments() {
    #expect(english.text(.shelfBecause, ["title": "{title}"]) == "Because you watched {title}")
    #expect(english.text(.shelfBecause, [:]) == "Because you watched {title}")
  }

  @Test(
    "the clock has twelve hours",
    arguments: [(0, 5, "AM 12:05"), (9, 30, "AM 9:30"), (12, 0, "PM 12:00"), (15, 5, "PM 3:05")])
  func clock(hour: Int, minute: Int, text: String) throws {
    let time = try #require(
      SeoulTime(year: 2026, month: 11, day: 20, hour: hour, minute: minute))
    #expect(korean.clock(time) == text)
  }

  @Test("times are told in minutes, hours and positions")
  func times() {
    #expect(korean.minutes(seconds: 4_320) == "72분")
    #expect(english.minutes(seconds: 4_320) == "72 min")
    #expect(english.minutes(seconds: 1) == "1 min")
    #expect(korean.hours(seconds: 11_100) == "3시간 5분")
    #expect(korean.position(seconds: 3_723) == "1:02:03")
    #expect(korean.position(seconds: 65) == "1:05")
  }

  @Test("the hero names its window in the words of the reference")
  func hero() throws {
    let text = korean.text(.heroNow, ["time": "PM 3:05", "hour": "15"])
    #expect(text == "지금은 PM 3:05 · 15시 인기 급상승")
  }
}

@Suite("What is shown of extreme numbers")
struct ExtremeNumbersTests {
  static let wholes = [Int.min, .min + 1, -1, 0, 59, 86_400, .max / 1000, .max - 1, .max]
  static let reals: [Double] = [
    .nan, .infinity, -.infinity, 1e37, -1e300, 9_223_372_036_854_775_808, 0.5, 0,
    .greatestFiniteMagnitude,
  ]

  @Test("times, figures and bars of any number are drawn", arguments: Language.allCases)
  func formatters(_ language: Language) {
    let strings = Strings(language)
    for whole in Self.wholes {
      #expect(!strings.minutes(seconds: whole).isEmpty)
      #expect(!strings.hours(seconds: whole).isEmpty)
      #expect(!strings.position(seconds: whole).isEmpty)
      let time = SeoulTime(Instant(millisecondsSince1970: Int64(whole)))
      #expect(!strings.date(time).isEmpty && !strings.clock(time).isEmpty)
      for other in Self.wholes {
        let progress = WatchProgress(
          position: whole, runningSeconds: other, isFinished: false,
          lastWatchedAt: Instant(millisecondsSince1970: Int64(other)))
        #expect(progress.ratio.map { (0...1).contains($0) } ?? false)
      }
    }
    for real in Self.reals {
      #expect(!WhyView.figure(real).isEmpty)
      #expect((0...1).contains(ProgressBar(ratio: real).ratio))
    }
  }
}
