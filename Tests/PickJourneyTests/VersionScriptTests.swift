import Foundation
import PickModel
import Testing

@Suite("The version, for packages and releases")
struct VersionScriptTests {
  private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = DocumentationTests.root.appending(path: "scripts/version")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test("a package has the version that programs show")
  func version() throws {
    let (status, output) = try run()
    #expect(status == 0 && output == Release.version + "\n")
  }

  @Test("a tag of another version makes no release", arguments: ["v99.0.0", "0.1.0", ""])
  func tags(tag: String) throws {
    #expect(try run("--tag", tag).status == 65)
  }

  @Test(
    "a package has a maintainer that others can write to, or is none",
    arguments: [
      ("somebody", ""), ("Some Body <a@b>", ""), ("A, B <a@example.org>", ""),
      ("A <a@example.org>\nDepends: x", ""), ("A/e <a@example.org>", ""), ("", "a@b c.example"),
      ("", ""),
    ])
  func maintainer(named: String, address: String) throws {
    let process = Process()
    process.executableURL = DocumentationTests.root.appending(path: "scripts/package")
    // Nothing is built before it is known.
    process.arguments = ["--publish", "--programs", "/dev/null"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "PICK_MAINTAINER": named, "DEBEMAIL": address,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 78)
  }
}
