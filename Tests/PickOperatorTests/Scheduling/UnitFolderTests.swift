import Foundation
import Glibc
import PickCommand
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("Unit files and systemd itself")
struct UnitFolderTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func folder() throws -> UnitFolder {
    try #require(
      UnitFolder(
        kind: .user, environment: ["HOME": scratch.path, "XDG_CONFIG_HOME": scratch.file("c")]))
  }

  /// A program of that name that exists, so that systemd has nothing to say about it.
  private func program(_ name: String) throws -> String {
    let path = scratch.file(name)
    try FileManager.default.copyItem(atPath: "/bin/true", toPath: path)
    return path
  }

  private static let alert = #"logger -t pick "$PICK_STAGE ${PICK_MONTH} 100%h" 'x' \ ;"#

  private func files(program: String, inbox: String = "/in") throws -> [(
    name: String, text: String
  )] {
    var schedule = try ScheduleTextTests.schedule(inbox: inbox)
    schedule.program = program
    schedule.onFailure = Self.alert
    schedule.metricsFile = "/m %/f"
    return try MonthlyUnits(schedule: schedule).files()
  }

  @Test("they are in the user's folder by XDG, and everybody may read them")
  func place() throws {
    var folder = try folder()
    #expect(folder.path == scratch.file("c/systemd/user"))
    folder.verifier = nil
    #expect(try folder.install(files(program: "/usr/bin/pickctl")) == false)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count == 4)
    for name in names {
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
      #expect(facts[.posixPermissions] as? Int == 0o644)
    }
  }

  @Test("what install wrote is removed, with what enables it, and nothing else")
  func removed() throws {
    var folder = try folder()
    folder.verifier = nil
    #expect(try folder.remove() == ([], []))
    _ = try folder.install(files(program: "/usr/bin/pickctl"))
    let wants = "\(folder.path)/timers.target.wants"
    try FileManager.default.createDirectory(atPath: wants, withIntermediateDirectories: false)
    for name in ["pick-monthly.timer", "other.timer"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(wants)/\(name)", withDestinationPath: "\(folder.path)/\(name)")
    }
    let own = "\(folder.path)/pick-watch.timer"
    try Data("# My own.\n".utf8).write(to: URL(fileURLWithPath: own))
    try Data().write(to: URL(fileURLWithPath: "\(folder.path)/other.timer"))
    let lines = ScheduleCommand.Status.lines(in: folder)
    #expect(lines.map(\.state) == [.installed, .installed, .installed, .foreign])
    #expect(lines.map(\.isEnabled) == [nil, true, nil, false])

    let outcome = try folder.remove()
    #expect(outcome.removed.count == 3 && outcome.left == [own])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["other.timer", "pick-watch.timer", "timers.target.wants"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: wants) == ["other.timer"])
    let again = try folder.remove()
    #expect(again.removed.isEmpty && again.left == [own])
    let said = ScheduleCommand.Remove.summary(
      removed: again.removed, left: again.left, in: folder)
    #expect(said.contains("left \(own)") && said.contains("nothing of pickctl schedule install"))
    #expect(ScheduleCommand.Status.lines(in: folder).first?.state == .missing)
  }

  @Test("a unit that is a link, as of systemctl mask, is left")
  func masked() throws {
    let folder = try folder()
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let mask = "\(folder.path)/pick-monthly.timer"
    try FileManager.default.createSymbolicLink(atPath: mask, withDestinationPath: "/dev/null")
    #expect(try folder.remove().left == [mask])
  }

  @Test(
    "systemd accepts them, whatever the program's folder is called", .needs(.systemd),
    arguments: ["pickctl", "a b", "100%n", "$HOME ${X}", "한글;"])
  func accepted(name: String) throws {
    let folder = try folder()
    #expect(try folder.install(files(program: program(name))))
    // The same again replaces them.
    #expect(try folder.install(files(program: program(name + "2"))))
    let text = try String(
      contentsOfFile: "\(folder.path)/pick-monthly.service", encoding: .utf8)
    #expect(text.contains(try UnitText.quoted(scratch.file(name + "2"))))
  }

  @Test("what systemd refuses is not written, and what was there stays", .needs(.systemd))
  func refused() throws {
    let folder = try folder()
    let good = try files(program: program("pickctl"))
    _ = try folder.install(good)
    var bad = try files(program: scratch.file("is-not-there"))
    let error = #expect(throws: ScheduleError.self) { try folder.install(bad) }
    guard case .refused(let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.contains("is-not-there") && words.contains("pick-monthly.service"))
    bad = good
    bad[1].text = bad[1].text.replacing("Asia/Seoul", with: "Asia/Nowhere")
    #expect(throws: ScheduleError.self) { try folder.install(bad) }
    for (name, text) in good {
      #expect(try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) == text)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
    #expect(Failure(explaining: ScheduleError.refused(by: words)).status == .configuration)
  }

  @Test(
    "where one unit cannot be written, or put in place, all others stay as they were",
    arguments: [".new", ".old", ""])
  func half(obstacle: String) throws {
    var folder = try folder()
    folder.verifier = nil
    let before = try files(program: "/usr/bin/pickctl")
    _ = try folder.install(before)
    let third = "\(folder.path)/\(before[2].name)"
    if obstacle.isEmpty { try FileManager.default.removeItem(atPath: third) }
    // A folder that is not empty takes the place of a file.
    try FileManager.default.createDirectory(
      atPath: "\(third)\(obstacle)/kept", withIntermediateDirectories: true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let after = try files(program: "/opt/pickctl")
    #expect(throws: ScheduleError.self) { try folder.install(after) }
    for (place, file) in before.enumerated() where place != 2 || !obstacle.isEmpty {
      let path = "\(folder.path)/\(file.name)"
      #expect(try String(contentsOfFile: path, encoding: .utf8) == file.text, "\(file.name)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
  }

  @Test("units that were not there before are gone again after a failure")
  func none() throws {
    var folder = try folder()
    folder.verifier = nil
    let files = try files(program: "/usr/bin/pickctl")
    let obstacle = "\(folder.path)/\(files[3].name)"
    try FileManager.default.createDirectory(
      atPath: "\(obstacle)/kept", withIntermediateDirectories: true)
    #expect(throws: ScheduleError.self) { try folder.install(files) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [files[3].name])
  }

  @Test("systemd hands the program exactly the words that were meant", .needs(.systemd))
  func words() throws {
    let inbox = "/a b/c%d%%/$HOME/${X}/\"q\"\\n'y;/한글"
    let path = try program("pick ctl%h")
    let folder = try folder()
    _ = try folder.install(files(program: path, inbox: inbox))
    let line = try #require(dumped(from: folder).first { $0.contains(" pipeline run ") })
    #expect(
      line.hasSuffix(
        ": \(Self.shown(path)) pipeline run --inbox \(Self.shown(inbox)) "
          + "--database sqlite:/d/pick.sqlite --on-failure \(Self.shown(Self.alert)) "
          + "--metrics-file \(Self.shown("/m %/f"))"))
  }

  /// The command lines of the service as a systemd that starts nothing has read them.
  private func dumped(from folder: UnitFolder) throws -> [Substring] {
    let process = Process()
    let systemd = ["--user", "--test", "--no-pager", "--unit=pick-monthly.service"]
    // It refuses to be a test as root. The folder is the scratch one, so another user must read it.
    if geteuid() == 0 {
      chmod(scratch.path, 0o755)
      for path in ["c", "c/systemd", "c/systemd/user"] { chmod(scratch.file(path), 0o755) }
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
      process.arguments =
        ["--reuid=65534", "--regid=65534", "--clear-groups", "/lib/systemd/systemd"] + systemd
    } else {
      process.executableURL = URL(fileURLWithPath: "/lib/systemd/systemd")
      process.arguments = systemd
    }
    process.environment = [
      "HOME": scratch.path, "XDG_CONFIG_HOME": scratch.file("c"), "XDG_RUNTIME_DIR": "/tmp",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n")
  }

  /// A word as systemd shows it: in quotation marks, with what a shell would read escaped.
  private static func shown(_ word: String) -> String {
    var text = "\""
    for character in word {
      if "\"\\$`".contains(character) { text.append("\\") }
      text.append(character)
    }
    return text + "\""
  }
}
