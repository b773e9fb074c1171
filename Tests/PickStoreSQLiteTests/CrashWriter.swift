import Foundation

/// The program that appends events until it is killed.
struct CrashWriter {
  private let process = Process()
  private let pipe = Pipe()

  /// Starts the program, which lies beside the tests.
  init(path: String, firstNumber: Int, seconds: Int64) throws {
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "StoreCrashWriter")
    process.arguments = [path, String(firstNumber), String(seconds)]
    process.standardOutput = pipe
    try process.run()
  }

  /// Kills it some microseconds after it acknowledged `count` events, and returns all that it
  /// acknowledged.
  func kill(afterAcknowledging count: Int, microseconds: UInt64) -> [Int] {
    var output = Data()
    while output.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = pipe.fileHandleForReading.availableData
      if more.isEmpty { break }
      output += more
    }
    // No sleep: it would end on the scheduler's ticks and always hit the same places.
    let end = DispatchTime.now().uptimeNanoseconds + microseconds * 1_000
    while DispatchTime.now().uptimeNanoseconds < end {}
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    output += pipe.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
  }
}
