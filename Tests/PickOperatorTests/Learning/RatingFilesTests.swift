import ArgumentParser
import Foundation
import PickCommand
import PickImport
import PickRecommender
import PickStore
import PickStoreSQLite
import PickSystem
import Testing

@testable import PickOperator

@Suite("Commands and the files people have")
struct RatingFilesTests {
  private let world: LearningWorld

  init() throws { world = try LearningWorld() }

  /// The sample in another dialect, with other names.
  private var foreign: String {
    LearningWorld.ratings.replacing("user,item,rating,timestamp", with: "uid,title,stars,when")
      .replacing(",", with: ";")
  }

  @Test("predict says what it took files for, and how many pairs name an unknown user or item")
  func predict() async throws {
    let ratings = try world.write(foreign, as: "r.csv")
    let pairs = try world.write("userId,movieId\n1,2\n1, 999\nnobody,3\n", as: "p.csv")
    let command = try PredictCommand.parse([
      "--ratings", ratings, "--pairs", pairs, "--model", "baseline-only",
    ])
    let (text, notes) = try await LearningWorld.heard {
      try await command.predict(into: $0, line: $1)
    }
    #expect(text.split(separator: "\n").count == 4)
    #expect(text.contains("\n1,999,"))
    #expect(notes.contains("2 of 3 pairs name an unknown user or item"))
    #expect(
      notes.contains(
        "Took \(ratings) for UTF-8, separated by semicolons, columns user=uid item=title "
          + "rating=stars time=when, times in seconds since 1970, ratings from 2 to 5."))
  }

  @Test("recommend gives a known user a list, and a stranger what is popular")
  func strangers() async throws {
    let ratings = try world.write(LearningWorld.ratings, as: "r.csv")
    let base = ["--ratings", ratings, "--model", "ease", "--k", "3"]
    let both = try RecommendCommand.parse(base + ["--user", "7", "--user", "new"])
    let (text, notes) = try await LearningWorld.heard {
      try await both.recommend(into: $0, line: $1)
    }
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.map { String($0[0]) } == ["7", "7", "7", "new", "new", "new"])
    #expect(notes.contains("Nothing is known of 1 of 2 users") && notes.contains("new"))
    let alone = try RecommendCommand.parse(base + ["--user", "7"])
    let known = try await LearningWorld.written { try await alone.recommend(into: $0, line: $1) }
    #expect(text.hasPrefix(known))
  }

  @Test("strangers alone are refused before anything is learned")
  func strangersAlone() async throws {
    let ratings = try world.write(LearningWorld.ratings, as: "r.csv")
    let command = try RecommendCommand.parse([
      "--ratings", ratings, "--model", "ease", "--user", "new",
    ])
    var notes = ""
    await #expect(throws: Failure.self) {
      notes = try await LearningWorld.heard { try await command.recommend(into: $0, line: $1) }
        .notes
    }
    #expect(!notes.contains("Learning"))
  }

  private func evaluated(_ arguments: [String]) async throws -> (text: String, notes: String) {
    let command = try EvaluateCommand.parse(arguments)
    return try await LearningWorld.heard { try await command.evaluate(into: $0, line: $1) }
  }

  @Test("a row dated 2100 is left out of splits by time, and counted")
  func far() async throws {
    let plain = try world.write(LearningWorld.ratings, as: "a.csv")
    let slipped = try world.write(LearningWorld.ratings + "1,2,5,4102444800\n", as: "b.csv")
    let options = ["--model", "popularity", "--split", "user-time"]
    let expected = try await evaluated(["--ratings", plain] + options)
    let found = try await evaluated(["--ratings", slipped] + options)
    #expect(found.notes.contains("1 rows dated 2100-01-01, far from the rest"))
    #expect(found.text.contains("1 events dated far from the rest were left out"))
    #expect(!expected.text.contains("left out"))
    #expect(found.text.contains("share their second with another"))
  }

  @Test("nothing has to be known of time for a random split")
  func randomSplit() async throws {
    let text = LearningWorld.ratings.split(separator: "\n").enumerated().map { place, line in
      place == 0
        ? String(line) : line.split(separator: ",").prefix(3).joined(separator: ",") + ",whenever"
    }.joined(separator: "\n")
    let path = try world.write(text, as: "t.csv")
    let found = try await evaluated([
      "--ratings", path, "--model", "popularity", "--split", "random", "--folds", "2",
    ])
    #expect(found.text.contains("users measured"))
    await #expect(throws: (any Error).self) {
      _ = try await evaluated(["--ratings", path, "--model", "popularity"])
    }
  }

  @Test("play counts measure every user, because every row is a yes")
  func counts() async throws {
    let text = LearningWorld.ratings.split(separator: "\n").enumerated().map { place, line in
      var fields = line.split(separator: ",").map(String.init)
      fields[2] = place == 0 ? "plays" : "\(1 + (place * place * 7919) % 35_000)"
      return fields.joined(separator: ",")
    }.joined(separator: "\n")
    let found = try await evaluated([
      "--ratings", try world.write(text, as: "plays.csv"), "--model", "ease",
    ])
    #expect(found.notes.contains("every row is a yes"))
    #expect(found.text.contains("40 users measured, 0 skipped"))
  }

  @Test("--columns, --separator, --encoding, --time-format and --values are understood")
  func options() throws {
    let options = try TableFileOptions.parse([
      "--columns", "user=who, item=2,time=when", "--separator", "tab", "--encoding", "latin-1",
      "--time-format", "ms", "--values", "counts",
    ]).options
    #expect(options.columns == [.user: "who", .item: "2", .time: "when"])
    #expect(options.separator == "\t" && options.encoding == .latin1)
    #expect(options.timeFormat == .milliseconds && options.values == .counts)
    for wrong in [
      ["--columns", "user"], ["--columns", "who=user"], ["--separator", "abc"],
      ["--separator", "\""], ["--encoding", "klingon"], ["--time-format", "noon"],
      ["--values", "maybe"],
    ] {
      #expect(throws: (any Error).self, "\(wrong)") { try TableFileOptions.parse(wrong) }
    }
  }

  @Test("a new study begins at the best of an older one of other data")
  func startFrom() async throws {
    let old = try world.write(LearningWorld.ratings, as: "old.csv")
    let new = try world.write(
      LearningWorld.ratings.split(separator: "\n").dropLast(30).joined(separator: "\n"),
      as: "new.csv")
    let study = old + ".study"
    func tune(_ ratings: String, _ more: [String]) async throws -> (text: String, notes: String) {
      let command = try TuneCommand.parse(
        [
          "--ratings", ratings, "--model", "ease", "--param", "neighbours=10", "--space",
          "regularization=1..100", "--positive-min", "5",
        ] + more)
      return try await LearningWorld.heard { output, line in
        _ = try await command.tune(into: output, line: line) { false }
      }
    }
    _ = try await tune(old, ["--trials", "3", "--study", study])
    let refusal = await #expect(throws: StudyFileError.self) {
      _ = try await tune(new, ["--trials", "4", "--study", study])
    }
    #expect(Failure(explaining: try #require(refusal)).sentence.contains("--start-from"))
    let best = try #require(try StudyFile.read(path: study).study.best)
    let second = new + ".study"
    let found = try await tune(
      new, ["--trials", "2", "--study", second, "--start-from", study])
    #expect(found.notes.contains("Begins at trial \(best.number) of \(study)"))
    #expect(try StudyFile.read(path: second).study.trials.first?.parameters == best.parameters)
    await #expect(throws: (any Error).self) {
      _ = try await tune(new, ["--trials", "2", "--start-from", new + ".none"])
    }
  }

  @Test("limits of users, other formats and unclear numbers say what to do")
  func sentences() {
    let users = Failure(explaining: FitError.tooManyUsers(count: 52_000, limit: 32_768)).sentence
    #expect(users.contains("52000 users") && users.contains("--param user-based=false"))
    let zip = Failure(explaining: ImportError.otherFormat(file: "a.zip", format: .zip)).sentence
    #expect(zip.contains("a zip archive") && zip.contains("unzip"))
    let unclear = Failure(
      explaining: ImportError.unclearValues(file: "r", line: 7, usual: 5, highest: 45)
    ).sentence
    #expect(unclear.contains("--values") && unclear.hasPrefix("r:7:"))
  }

  @Test("an import says how many set-top numbers are written in two ways")
  func padding() {
    let report = ImportReport(stored: ImportCount(), rejected: [], paddedNumbers: ["7", "8"])
    #expect(report.paddingWarning?.hasPrefix("2 set-top numbers are written with and") == true)
    #expect(ImportReport(stored: ImportCount(), rejected: []).paddingWarning == nil)
  }

  @Test("nothing has to be known of time to predict")
  func predictWithoutTimes() async throws {
    let ratings = try world.write(
      "user,item,rating,timestamp\n1,1,5,noon\n1,2,3,later\n2,1,4,never\n", as: "r.csv")
    let pairs = try world.write("user,item\n1,1\n", as: "p.csv")
    let command = try PredictCommand.parse([
      "--ratings", ratings, "--pairs", pairs, "--model", "baseline-only",
    ])
    let (text, notes) = try await LearningWorld.heard {
      try await command.predict(into: $0, line: $1)
    }
    #expect(text.hasPrefix("user,item,estimate\n1,1,"))
    #expect(notes.contains("3 of them unreadable and left aside"))
  }

  @Test("a stranger gets what most people wanted, the most wanted first")
  func strangersGetPopular() async throws {
    // Item 14 is wanted by five more people, 13 by four, 12 by three.
    var more = ""
    for (item, users) in [(14, 41...45), (13, 41...44), (12, 41...43)] {
      for user in users { more += "\(user),\(item),5,1000900\n" }
    }
    let path = try world.write(LearningWorld.ratings + more, as: "r.csv")
    let command = try RecommendCommand.parse([
      "--ratings", path, "--model", "ease", "--k", "3", "--user", "7", "--user", "new",
    ])
    let text = try await LearningWorld.written { try await command.recommend(into: $0, line: $1) }
    let rows: [Substring] = text.split(separator: "\n").filter { $0.hasPrefix("new,") }
    #expect(rows.map { $0.split(separator: ",")[1] } == ["14", "13", "12"])
  }

  @Test("an encoding that was guessed is told as a guess")
  func guess() async throws {
    let path = try world.write("", as: "k.csv")
    let bytes = try #require(
      TextEncoding.cp949.bytes(LearningWorld.ratings + "홍길동,1,5,1000000\n"))
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let found = try await evaluated(["--ratings", path, "--model", "popularity"])
    #expect(found.notes.contains("for CP949 (a guess; else --encoding), separated by commas"))
  }
}
