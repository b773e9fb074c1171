import Foundation
import Glibc
import PickTestRunning
import PickTestSupport
import Testing

/// What `scripts/build` and `scripts/run` tell a person, with a compiler that does as it is told.
@Suite("Building from a checkout", .timeLimit(.minutes(30)), .fewAtOnce)
struct BuildScriptTests {
  @Test("a compiler that crashes is named in the first line, then the log and what to try")
  func crash() throws {
    let checkout = try Checkout()
    try checkout.compiler(
      """
      echo '[12/90] Compiling PickCore StudyRows.swift'
      echo "error: compile command failed due to signal 6 (use -v to see invocation)"
      echo 'Found ownership error?!'
      echo 'Please submit a bug report (https://swift.org/contributing/#reporting-bugs)'
      echo 'Stack dump:'
      echo '2. While evaluating request ExecuteSILPipelineRequest on PickCore'
      echo '3. While running pass #1 SILFunctionTransform "CopyPropagation" on SILFunction'
      echo ' for init(at Sources/PickStoreSQLite/StudyRows.swift:117:15)'
      exit 1
      """)
    let outcome = try checkout.run("build", "pick")
    let lines = outcome.errors.split(separator: "\n")
    #expect(outcome.status == 70)
    #expect(
      lines.first?.hasPrefix(
        "pick was not built: the compiler itself crashed on Sources/PickStoreSQLite/"
          + "StudyRows.swift (while running pass #1") == true)
    #expect(lines.dropFirst().first?.hasSuffix(".build/logs/pick.log") == true)
    #expect(lines.last?.hasPrefix("Try: ") == true)
    #expect(lines.count == 3)
  }

  @Test(
    "each way a build fails has a first line and an exit status of its own",
    arguments: [
      ("/x/Sources/pick/Pick.swift:9:3: error: cannot find 'a' in scope", 65, "Pick.swift:9:3"),
      ("error: could not write: No space left on device", 74, "the disk is full"),
      ("error: Failed to clone repository https://example.org/a", 69, "could not be fetched"),
      ("shim.h:1:10: fatal error: 'curses.h' file not found", 69, "a system library is missing"),
      ("nothing that anyone knows", 70, "swift build ended with status 1"),
    ])
  func failures(said: String, status: Int32, first: String) throws {
    let checkout = try Checkout()
    try checkout.compiler("cat <<'SAID'\n\(said)\nSAID\nexit 1")
    let outcome = try checkout.run("build", "pick")
    #expect(outcome.status == status)
    #expect(outcome.errors.split(separator: "\n").first?.contains(first) == true)
    #expect(outcome.errors.contains("Try: "))
  }

  @Test("a disk that fills up while the log is written is named, and the build after it is whole")
  func fullDisk() throws {
    let checkout = try Checkout()
    try checkout.compiler("echo '[1/2] Compiling'")
    let log = checkout.path + "/.build/logs/pickctl.log"
    try FileManager.default.createDirectory(
      atPath: checkout.path + "/.build/logs", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: log, withDestinationPath: "/dev/full")
    let full = try checkout.run("build", "pickctl")
    #expect(full.status == 74)
    #expect(full.errors.hasPrefix("pickctl was not built: the disk is full"))
    try FileManager.default.removeItem(atPath: log)
    // What the disk had no room for any more.
    try checkout.write("", to: ".build/logs/pickctl.log.status")
    #expect(try checkout.run("build", "pickctl").status == 0)
    #expect(try checkout.run("run", "pickctl", "--version").status == 0)
  }

  @Test("what did not change is not built again, and a changed source is")
  func fresh() throws {
    let checkout = try Checkout()
    try checkout.compiler("echo called >>\"$HOME/calls\"")
    #expect(try checkout.run("build", "pickctl").status == 0)
    #expect(try checkout.run("build", "pickctl").status == 0)
    #expect(try checkout.run("run", "pickctl", "--version").status == 0)
    #expect(checkout.calls == 1)
    try checkout.write("// changed", to: "Sources/a.swift")
    #expect(try checkout.run("build", "pickctl").status == 0)
    #expect(checkout.calls == 2)
    try FileManager.default.removeItem(atPath: checkout.path + "/.build/bin/pickctl")
    #expect(try checkout.run("build", "pickctl").status == 0)
    #expect(checkout.calls == 3)
  }

  @Test("all builds every program the package offers, and no other name is taken")
  func all() throws {
    let checkout = try Checkout()
    try checkout.compiler("true")
    #expect(try checkout.run("build", "all").status == 0)
    for program in Checkout.programs {
      let built = checkout.path + "/.build/bin/" + program
      #expect(FileManager.default.isExecutableFile(atPath: built))
    }
    let refused = try checkout.run("build", "pickt")
    #expect(refused.status == 64 && refused.errors.contains("pickctl"))
  }

  @Test("--version prints the version and the commit that was built, and tells changed files")
  func version() throws {
    let checkout = try Checkout()
    try checkout.compiler("true")
    let commit = try checkout.commit()
    let clean = try checkout.run("run", "pickctl", "--version")
    #expect(clean.output == "pickctl 0.1.0 (\(commit))\n")
    try checkout.write("// changed", to: "Sources/a.swift")
    let changed = try checkout.run("run", "pickctl", "--version")
    #expect(changed.output == "pickctl 0.1.0 (\(commit)+)\n")
  }

  @Test("which tests of a run failed is said in a line each, and a crash is named")
  func failedTests() throws {
    let checkout = try Checkout()
    let issue = "\u{2718} Test \"a title is found\" recorded an issue at A.swift:9:5: Caught: "
    try checkout.write(
      """
      \(issue)\(String(repeating: "가", count: 400))
      \u{21B3} // why
      \u{2714} Test "another" passed after 0.314 seconds.
      \u{2718} Test "a title is found" failed after 1.0 seconds with 1 issue.
      """, to: "said")
    let named = try checkout.run("failed-tests", checkout.path + "/said")
    #expect(named.output.hasPrefix(issue + "가가") && named.output.hasSuffix("가…\n"))
    #expect(named.output.count == 302)
    try checkout.write("A.swift:1: Fatal error: Index out of range", to: "said")
    let crashed = try checkout.run("failed-tests", checkout.path + "/said")
    #expect(crashed.output == "A.swift:1: Fatal error: Index out of range\n")
  }

  @Test("a second build beside a running one says that it waits, and goes on after it")
  func waits() async throws {
    let checkout = try Checkout()
    try checkout.compiler("true")
    let file = checkout.path + "/.build/scripts-build.lock"
    let lock = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
    let second = Process()
    second.executableURL = URL(fileURLWithPath: checkout.path + "/scripts/build")
    second.arguments = ["pickctl"]
    second.environment = checkout.environment
    let said = Pipe()
    second.standardError = said
    try second.run()
    // The first bytes arrive when it has met the lock: nothing here waits for a time.
    let first = String(decoding: said.fileHandleForReading.availableData, as: UTF8.self)
    #expect(first.hasPrefix("Another ./scripts/run or ./scripts/test is building here; waiting"))
    #expect(second.isRunning)
    flock(lock, LOCK_UN)
    close(lock)
    _ = said.fileHandleForReading.readDataToEndOfFile()
    second.waitUntilExit()
    #expect(second.terminationStatus == 0)
  }
}

/// A checkout with the real scripts, sources of one line, and a `swift` that a test writes.
private final class Checkout {
  /// What its package offers.
  static let programs = ["pick", "pickctl"]

  private let directory: ScratchDirectory

  var path: String { directory.path }

  /// How often the compiler was called.
  var calls: Int {
    let text = try? String(contentsOfFile: path + "/calls", encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  var environment: [String: String] {
    Programs.environment(home: path).merging(["PATH": path + "/tools:/usr/bin:/bin"]) { $1 }
  }

  init() throws {
    directory = try ScratchDirectory()
    for name in ["scripts", "themes"] {
      try FileManager.default.copyItem(
        atPath: Programs.sources(name), toPath: directory.path + "/" + name)
    }
    for name in ["Sources", "tools", ".build/programs/release"] {
      try FileManager.default.createDirectory(
        atPath: directory.path + "/" + name, withIntermediateDirectories: true)
    }
    let offers = Self.programs.map { "    .executable(name: \"\($0)\", targets: [\"\($0)\"]),\n" }
    try write("// swift-tools-version: 6.2\n" + offers.joined(), to: "Package.swift")
    try write("// nothing", to: "Sources/a.swift")
    // What the compiler would leave behind: a real program, so that it can be stripped and run.
    for program in Self.programs {
      try FileManager.default.copyItem(
        atPath: try Programs.path("pickctl"), toPath: path + "/.build/programs/release/\(program)")
    }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  /// What `swift build` does; `swift --version` answers as the real one.
  func compiler(_ body: String) throws {
    try ProgramFile.write(
      """
      #!/bin/sh
      if [ "$1" = --version ]; then echo 'Swift version 6.3.1'; exit; fi
      \(body)
      """, to: path + "/tools/swift")
  }

  /// Makes the checkout a repository with one commit, and gives back its name.
  func commit() throws -> String {
    try write(".build\ntools\ncalls\n", to: ".gitignore")
    for arguments in [
      ["init", "-q"], ["add", "."],
      ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"],
    ] {
      _ = try git(arguments)
    }
    return try git(["rev-parse", "--short=12", "HEAD"])
  }

  private func git(_ arguments: [String]) throws -> String {
    let outcome = try Programs.run(["-C", path] + arguments, at: "/usr/bin/git", home: path)
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func run(_ script: String, _ arguments: String...) throws -> Programs.Outcome {
    try Programs.run(
      arguments, at: path + "/scripts/" + script, home: path, adding: environment)
  }
}
