import ArgumentParser
import Foundation
import PickCommand
import PickSystem
import Testing

@testable import PickOperator

@Suite("The text of a schedule")
struct ScheduleTextTests {
  static func schedule(inbox: String = "/in", time: String = "06:00") throws -> Schedule {
    Schedule(
      program: "/usr/bin/pickctl", database: "sqlite:/d/pick.sqlite", inbox: inbox, models: nil,
      time: try #require(TimeOfDay(time)))
  }

  @Test("the month is run on its first day in Seoul, also when the machine was off then")
  func timer() throws {
    let files = try MonthlyUnits(schedule: Self.schedule(time: "04:05")).files()
    #expect(
      files.map(\.name) == [
        "pick-monthly.service", "pick-monthly.timer", "pick-watch.service", "pick-watch.timer",
      ])
    let lines = files[1].text.split(separator: "\n")
    #expect(lines.contains("OnCalendar=*-*-01 04:05:00 Asia/Seoul"))
    #expect(lines.contains("Persistent=true"))
    #expect(files[3].text.contains("OnCalendar=*-*-* 04:05:00 Asia/Seoul\n"))
  }

  @Test("the service says what to run, on which database, and as whom")
  func service() throws {
    var schedule = try Self.schedule()
    schedule.user = "pick"
    schedule.models = "/m"
    schedule.environment = ["PICK_DATABASE_PASSWORD_FILE": "/s e/p%"]
    let lines = try MonthlyUnits(schedule: schedule).files()[0].text.split(separator: "\n")
    #expect(
      lines.contains(
        "ExecStart=:/usr/bin/pickctl pipeline run --inbox /in --database sqlite:/d/pick.sqlite "
          + "--models /m"))
    #expect(lines.contains("User=pick"))
    #expect(lines.contains("Environment=\"PICK_DATABASE_PASSWORD_FILE=/s e/p%%\""))
  }

  @Test("a failure is told of by both jobs, and a month's figures go to their file")
  func alerts() throws {
    var schedule = try Self.schedule()
    schedule.onFailure = "logger -t pick \"$PICK_STAGE 100%\""
    schedule.metricsFile = "/m e/pick.prom"
    let files = try MonthlyUnits(schedule: schedule).files()
    let command = "--on-failure \"logger -t pick \\\"$PICK_STAGE 100%%\\\"\""
    #expect(files[0].text.contains(" \(command) --metrics-file \"/m e/pick.prom\"\n"))
    #expect(files[2].text.contains(" \(command)\n"))
    let cron = try CronLines(schedule: schedule).text()
    let word = "'--on-failure' 'logger -t pick \"$PICK_STAGE 100\\%\"'"
    #expect(cron.contains(" \(word) '--metrics-file' '/m e/pick.prom'\n"))
    #expect(cron.hasSuffix(" \(word)\n"))
    schedule.onFailure = "true\nfalse"
    #expect(throws: ScheduleError.controlCharacter(in: "true\nfalse")) {
      try MonthlyUnits(schedule: schedule).files()
    }
  }

  @Test("the package's units begin at the same time, and try again after the same ends")
  func packaged() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../packaging/systemd").standardizedFileURL
    for (name, text) in try MonthlyUnits(schedule: Self.schedule()).files() {
      let packaged = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .split(separator: "\n")
      let shared = text.split(separator: "\n").filter { line in
        ["OnCalendar=", "Persistent=", "Restart", "SuccessExitStatus="].contains(
          where: line.hasPrefix)
      }
      #expect(!shared.isEmpty && shared.allSatisfy(packaged.contains), "\(name)")
    }
  }

  @Test(
    "a word is written so that systemd reads it as it is",
    arguments: [
      ("plain/-_.:=@1", "plain/-_.:=@1"), ("", "\"\""), ("a b", "\"a b\""), ("100%", "\"100%%\""),
      ("\"q\" 'p' \\", "\"\\\"q\\\" 'p' \\\\\""), ("$HOME;", "\"$HOME;\""), ("한글", "\"한글\""),
      ("\"\u{301}", "\"\\\"\u{301}\""),
    ])
  func quoted(word: String, text: String) throws {
    #expect(try UnitText.quoted(word).unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test(
    "a word for cron survives the shell, and cron's own sign",
    arguments: [
      ("/in", "'/in'"), ("a b;$(c)", "'a b;$(c)'"), ("it's", "'it'\"'\"'s'"), ("5%", "'5\\%'"),
    ])
  func cronWord(word: String, text: String) throws {
    #expect(try CronLines.quoted(word) == text)
  }

  @Test("cron tries the month for a week, and watches every day")
  func cron() throws {
    let text = try CronLines(schedule: Self.schedule(time: "06:30")).text()
    let command = "'--database' 'sqlite:/d/pick.sqlite'"
    #expect(
      text.split(separator: "\n").dropFirst() == [
        "30 6 1-7 * * '/usr/bin/pickctl' 'pipeline' 'run' '--inbox' '/in' \(command)",
        "30 6 * * * '/usr/bin/pickctl' 'pipeline' 'watch' \(command)",
      ])
  }

  @Test(
    "line ends and marks of direction are refused, not escaped",
    arguments: ["/a\nExecStart=/bin/sh", "/a\rb", "/a\u{7}", "/a\u{202E}b", "/a\u{85}"])
  func refusals(path: String) throws {
    let schedule = try Self.schedule(inbox: path)
    #expect(throws: ScheduleError.controlCharacter(in: path)) {
      try MonthlyUnits(schedule: schedule).files()
    }
    #expect(throws: ScheduleError.controlCharacter(in: path)) {
      try CronLines(schedule: schedule).text()
    }
    #expect(Failure(explaining: ScheduleError.controlCharacter(in: path)).status == .usage)
  }

  @Test(
    "a program systemd would not start is refused", arguments: ["pickctl", "/a'b", "/a\\b", ""])
  func program(path: String) throws {
    var schedule = try Self.schedule()
    schedule.program = path
    #expect(throws: ScheduleError.unusableProgram(path)) {
      try MonthlyUnits(schedule: schedule).files()
    }
  }

  @Test("implementations of cron read a backslash differently, so there is none")
  func backslash() throws {
    #expect(throws: ScheduleError.backslash(in: "/a\\b")) { try CronLines.quoted("/a\\b") }
  }

  @Test(
    "what is no time is none", arguments: ["6:00", "24:00", "06:60", "06:00:00", "０６:00", "-1:00"])
  func times(text: String) {
    #expect(TimeOfDay(text) == nil)
    #expect(throws: (any Error).self) {
      try ScheduleCommand.Print.parse(["--inbox", "/in", "--time=\(text)"])
    }
  }
}

@Suite("pickctl schedule")
struct ScheduleOptionsTests {
  private func schedule(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Schedule {
    try ScheduleCommand.Print.parse(["--inbox", "/in"] + arguments).options
      .schedule(environment: environment, program: "/usr/bin/pickctl")
  }

  @Test("paths are written whole: a scheduler starts somewhere else")
  func absolute() throws {
    let schedule = try schedule("--data", "a.sqlite", "--models", "m")
    #expect(schedule.database.hasPrefix("sqlite:/") && schedule.database.hasSuffix("/a.sqlite"))
    #expect(schedule.models?.hasPrefix("/") == true)
  }

  @Test("what is told of a failure goes along, files by their whole paths")
  func alerts() throws {
    let schedule = try schedule("--on-failure", "mail -s pick me", "--metrics-file", "pick.prom")
    #expect(schedule.onFailure == "mail -s pick me")
    #expect(schedule.metricsFile?.hasPrefix("/") == true)
    #expect(schedule.metricsFile?.hasSuffix("/pick.prom") == true)
    #expect(schedule.command(of: .watch).suffix(2) == ["--on-failure", "mail -s pick me"])
  }

  @Test("months that are kept go along with the month's run, and have to be enough of them")
  func keepMonths() throws {
    let schedule = try schedule("--keep-months", "13")
    #expect(schedule.command(of: .monthly).suffix(2) == ["--keep-months", "13"])
    #expect(!schedule.command(of: .watch).contains("--keep-months"))
    #expect(try !self.schedule().command(of: .monthly).contains("--keep-months"))
    #expect(throws: (any Error).self) { try self.schedule("--keep-months", "2") }
  }

  @Test("a server's password goes along as the name of its file, never as itself")
  func password() throws {
    let server = ["--database", "mysql://pick@db/pick"]
    let named = try schedule(
      server[0], server[1], environment: ["PICK_DATABASE_PASSWORD_FILE": "/s/p"])
    #expect(named.environment == ["PICK_DATABASE_PASSWORD_FILE": "/s/p"])
    #expect(throws: ScheduleError.passwordOutsideFile) {
      try schedule(server[0], server[1], environment: ["PICK_DATABASE_PASSWORD": "geheim"])
    }
    #expect(Failure(explaining: ScheduleError.passwordOutsideFile).status == .configuration)
  }

  @Test(
    "options that contradict each other are refused",
    arguments: [
      ["--cron", "--system", "--run-as", "pick"], ["--system"], ["--run-as", "pick"],
      ["--system", "--run-as", "a b"], ["--system", "--run-as=-x"], ["--system", "--run-as", ""],
      ["--inbox", ""], ["--models", ""], ["--on-failure", ""], ["--metrics-file", ""],
    ])
  func contradictions(arguments: [String]) {
    #expect(throws: (any Error).self) {
      try ScheduleCommand.Install.parse(["--inbox", "/in"] + arguments)
    }
  }
}
