import Foundation
import PickTestSupport
import Testing

extension Journeys {
  @Suite("An operator's journey")
  struct OperatorJourneyTests {
    private let home: ScratchDirectory

    init() throws { home = try ScratchDirectory() }

    private func pickctl(_ arguments: String..., input: String = "") throws -> Programs.Outcome {
      try Programs.run(arguments, home: home.path, input: input)
    }

    @Test("a demo world's month goes out in CP949 and comes in again, once")
    func exportAndImport() throws {
      let inbox = home.file("inbox")
      let export = try pickctl(
        "demo", "export", "--months", "1", "--inbox", inbox, "--viewers", "40", "--titles", "130",
        "--until", "2026-11-03")
      #expect(export.status == 0, "\(export.errors)")
      let month = inbox + "/2026-10"
      let data = home.file("pick.sqlite")
      func importing() throws -> Programs.Outcome {
        try pickctl(
          "import", "hellopick", "--assets", month + "/assets.csv", "--views", month + "/views.csv",
          "--clicks", month + "/clicks.csv", "--data", data, "--format", "json")
      }
      let first = try importing()
      #expect(first.status == 0, "\(first.errors)")
      let stored = try #require(
        try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
      #expect(stored["titles"] as? Int ?? 0 > 50)
      #expect(stored["events"] as? Int ?? 0 > 100)
      #expect((stored["rejected"] as? [Any])?.isEmpty == true)
      #expect(
        try importing().output
          == #"{"assets":0,"events":0,"rejected":[],"titles":0,"viewers":0}"# + "\n")

      let train = try pickctl("train", "--data", data)
      #expect(train.status == 0, "\(train.errors)")
      #expect(FileManager.default.fileExists(atPath: home.file("models/current")))
    }

    @Test("more than one bad row in a hundred changes nothing and says which rows")
    func badRows() throws {
      let assets = home.file("assets.csv")
      let views = home.file("views.csv")
      let header =
        "index,asset_nm,ct_cl,genre_of_ct_cl,SMRY,ACTR_DISP,disp_rtm,category_l,category_h,"
        + "series_nm,clean_asset_nm,image\n"
      try (header + "0,첫눈 1회,TV드라마,멜로,,,3600,,TV드라마,,첫눈,\n1,둘째\n")
        .write(toFile: assets, atomically: true, encoding: .utf8)
      try
        ("subsr,asset_nm,ct_cl,genre_of_ct_cl,use_tms,SMRY,ACTR_DISP,disp_rtm,view_rate,date,time,"
        + "weekday,category_l,category_h\n")
        .write(toFile: views, atomically: true, encoding: .utf8)
      let data = home.file("pick.sqlite")
      let run = try pickctl(
        "import", "hellopick", "--assets", assets, "--views", views, "--data", data)
      #expect(run.status == 65)
      #expect(run.output.contains("assets.csv:3: 2 columns instead of 12"))
      #expect(run.errors.contains("Nothing was changed"))
      // An empty database left behind would be what the viewer's program opens from now on.
      #expect(!FileManager.default.fileExists(atPath: data))
    }

    @Test("nothing is imported into a demo world, and a real database is not overwritten by one")
    func demoIsApart() throws {
      let demo = home.file("demo.sqlite")
      let made = try pickctl(
        "demo", "create", "--data", demo, "--viewers", "20", "--titles", "120", "--days", "14")
      #expect(made.status == 0, "\(made.errors)")
      let run = try pickctl("import", "movielens", home.path, "--data", demo)
      #expect(run.status == 77)
      #expect(run.errors.contains("demo world"))
      let real = home.file("pick.sqlite")
      try FileManager.default.copyItem(atPath: demo, toPath: home.file("copy.sqlite"))
      try Data("not a database, but somebody's file".utf8).write(to: URL(fileURLWithPath: real))
      #expect(try pickctl("demo", "create", "--data", real).status == 77)
      #expect(try Data(contentsOf: URL(fileURLWithPath: real)).count == 35)
    }

    @Test("a backup is restored, the replaced file is kept, the key is not in it")
    func backupAndRestore() throws {
      let data = home.file("demo.sqlite")
      _ = try pickctl(
        "demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14")
      let copy = home.file("copy.sqlite")
      #expect(try pickctl("db", "backup", copy, "--data", data).status == 0)
      let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions]
      #expect(mode as? Int == 0o600)
      let restored = try pickctl("db", "restore", copy, "--data", data)
      #expect(restored.status == 0, "\(restored.errors)")
      #expect(restored.output.contains(".replaced-"))
      #expect(try pickctl("db", "check", "--data", data).output.contains("The database is sound."))
      #expect(try pickctl("db", "backup", copy, "--data", data).status != 0)
    }

    @Test("a password from standard input is set, a short one and an unknown account are refused")
    func setPassword() throws {
      let data = home.file("demo.sqlite")
      _ = try pickctl(
        "demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14")
      func set(_ password: String, _ number: String) throws -> Programs.Outcome {
        try pickctl(
          "account", "set-password", "--account", number, "--data", data, input: password + "\n")
      }
      #expect(try set("long enough", "1000000001").status == 0)
      #expect(try set("short", "1000000001").status == 65)
      #expect(try set("long enough", "nobody").status == 65)
    }

    @Test("a refused password leaves no account behind, and a name nobody can type makes none")
    func createAccount() throws {
      func create(_ number: String, _ password: String) throws -> Programs.Outcome {
        try pickctl(
          "account", "create", "--account", number, "--data", home.file("new.sqlite"),
          input: password + "\n")
      }
      #expect(try create("58519", "short").status == 65)
      #expect(try create("58519", "long enough").status == 0)
      #expect(try create("58519", "long enough").status == 65)
      for name in ["", " 1", "1 ", "a\nb"] {
        #expect(try create(name, "long enough").status == 64)
      }
    }

    @Test("a viewer's data go out as JSON and then for good; no one else is named")
    func viewer() throws {
      let data = home.file("demo.sqlite")
      _ = try pickctl(
        "demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14")
      let file = home.file("viewer.json")
      let export = try pickctl(
        "viewer", "export", "--viewer", "1000000001", "--output", file, "--data", data)
      #expect(export.status == 0, "\(export.errors)")
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
      #expect(mode as? Int == 0o600)
      let json = try #require(
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: URL(fileURLWithPath: file))) as? [String: Any])
      let tables = try #require(json["tables"] as? [String: [[String: Any]]])
      #expect((tables["watch_event"]?.count ?? 0) > 0 && tables["account"]?.count == 1)

      let asked = try pickctl("viewer", "erase", "--viewer", "1000000001", "--data", data)
      #expect(asked.status == 64 && asked.errors.contains("--yes"))
      let erased = try pickctl("viewer", "erase", "--viewer", "1000000001", "--yes", "--data", data)
      #expect(erased.status == 0 && erased.output.contains("watch_event"), "\(erased.errors)")
      let gone = try pickctl("viewer", "export", "--viewer", "1000000001", "--data", data)
      #expect(gone.status == 65 && !gone.errors.contains("Did you mean"))
      #expect(try pickctl("db", "check", "--data", data).output.contains("The database is sound."))
      let status = try pickctl("status", "--data", data)
      #expect(status.status == 0 && status.output.contains("No model serves: pickctl train"))
      #expect(!status.output.contains("\u{1B}"))
      let accounts = try pickctl("account", "list", "--data", data, "--columns", "number,state")
      #expect(accounts.output.hasPrefix("number"))
      #expect(accounts.output.contains("1000000002  may sign in\n"))
    }

    @Test("on a terminal a table has a heading in bold and fits, with NO_COLOR it is plain")
    func terminal() throws {
      let data = home.file("demo.sqlite")
      _ = try pickctl(
        "demo", "create", "--data", data, "--viewers", "20", "--titles", "120", "--days", "14")
      for noColour in ["", "1"] {
        let terminal = try PseudoTerminal(
          try Programs.path("pickctl"), ["account", "list", "--data", data],
          environment: Programs.environment(home: home.path).merging(["NO_COLOR": noColour]) { $1 },
          columns: 40, rows: 60)
        #expect(try terminal.waitForEnd() == .exited(0))
        #expect(terminal.output.contains(0x1B) == noColour.isEmpty)
        #expect(terminal.screen.text(row: 0).hasPrefix("number"))
      }
    }

    @Test("a wrong command line ends with 64 and says how it is written")
    func usage() throws {
      let run = try pickctl("import", "hellopick")
      #expect(run.status == 64)
      #expect(run.errors.contains("Usage: pickctl import hellopick"))
      let unknown = try pickctl("imprt", "hellopick")
      #expect(unknown.status == 64 && unknown.errors.contains("Did you mean import?"))
    }
  }
}
