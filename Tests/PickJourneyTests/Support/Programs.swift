import Foundation
import Glibc
import PickTestRunning
import Testing

/// All journeys, one after the other: each of them drives real programs, and few cores share them.
@Suite(.serialized, .onOwnThreads)
enum Journeys {}

/// The programs as they were built, and a home of one test's own for them.
enum Programs {
  /// The path of a program: in the directory that PICK_TEST_PROGRAMS names, where `scripts/test
  /// --all` puts what a person would run, else as it was built beside the tests.
  static func path(_ name: String) throws -> String {
    if let directory = ProcessInfo.processInfo.environment["PICK_TEST_PROGRAMS"] {
      return directory + "/" + name
    }
    return try builtPath(name)
  }

  /// The path of a program as it was built beside the tests, with its symbols.
  static func builtPath(_ name: String) throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/" + name
  }

  /// The path of something in the repository.
  static func sources(_ name: String) -> String {
    var place = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { place.deleteLastPathComponent() }
    return place.path + "/" + name
  }

  /// What a command left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs a program to its end, without a terminal.
  static func run(
    _ arguments: [String], of program: String = "pickctl", home: String, input: String = ""
  ) throws -> Outcome {
    try run(arguments, at: try path(program), home: home, input: input)
  }

  /// Runs the program at a path to its end, without a terminal.
  static func run(
    _ arguments: [String], at program: String, home: String, input: String = "",
    adding variables: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment(home: home).merging(variables) { $1 }
    let (output, errors, typed) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = typed
    try process.run()
    // A program that refuses before it reads has ended already, and the pipe with it: what it was
    // told then is what it says and its status.
    try? typed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try typed.fileHandleForWriting.close()
    // Progress is short: the pipe of errors holds it while the output is read to its end.
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: said, as: UTF8.self))
  }

  /// The variables a program of a test sees, and nothing of the machine's own.
  static func environment(home: String) -> [String: String] {
    [
      "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
      "TMPDIR": home,
    ]
  }
}
