import Foundation
import Logging
import PickTestRunning
import Synchronization
import Testing

@testable import pick

@Suite("TrainingProcess", .fewAtOnce)
struct TrainingProcessTests {
  private let room: Room
  private let reloads = Counter()

  init() throws { room = try Room() }

  private final class Counter: Sendable {
    let count = Mutex(0)
  }

  /// A training whose program is a script.
  private func training(
    by script: String, isPublished: Bool = true, isDue: Bool = true
  ) throws -> TrainingProcess {
    let program = "\(room.home)/trainer"
    try ProgramFile.write("#!/bin/sh\n\(script)\n", to: program)
    return TrainingProcess(
      executable: program, database: "\(room.home)/pick.sqlite",
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      isDue: { isDue },
      reload: { [reloads] in
        reloads.count.withLock { $0 += 1 }
        return isPublished
      })
  }

  @Test("a process that ends well has published; whether home is another one is the answer")
  func success() async throws {
    let arguments = "test \"$1\" = train-model && test \"$2\" = '\(room.home)/pick.sqlite'"
    for isPublished in [true, false] {
      let training = try training(by: arguments, isPublished: isPublished)
      #expect(await training.train() == isPublished)
    }
    #expect(reloads.count.withLock(\.self) == 2)
  }

  @Test(
    "one that fails, is killed or cannot be started has not",
    arguments: ["exit 3", "kill -9 $$"])
  func failure(script: String) async throws {
    #expect(try await !training(by: script).train())
    let missing = try training(by: script)
    try FileManager.default.removeItem(atPath: missing.executable)
    #expect(await !missing.train())
    #expect(reloads.count.withLock(\.self) == 0)
  }

  @Test("nothing is started where nothing is due")
  func notDue() async throws {
    let training = try training(by: "touch '\(room.home)/started'", isDue: false)
    #expect(await !training.train())
    #expect(!FileManager.default.fileExists(atPath: "\(room.home)/started"))
  }

  @Test("it ends with the task that waits for it", .timeLimit(.minutes(30)))
  func cancelled() async throws {
    let training = try training(by: "exec sleep 1000")
    let task = Task { await training.train() }
    task.cancel()
    #expect(await !task.value)
    #expect(reloads.count.withLock(\.self) == 0)
  }
}
