import Glibc
import Testing

@testable import PickTUI

@Suite("TerminalThread")
struct TerminalThreadTests {
  @Test("alarms go off in the order they are due, equals in the order they were set")
  func order() async throws {
    let thread = try #require(TerminalThread(blocking: []))
    defer { thread.unwatchAll() }
    let (rung, feed) = AsyncStream.makeStream(of: Int.self)
    thread.wake(afterMilliseconds: 60) { feed.yield(3) }
    thread.wake(afterMilliseconds: 30) { feed.yield(1) }
    thread.wake(afterMilliseconds: 30) { feed.yield(2) }
    thread.wake(afterMilliseconds: -5) { feed.yield(0) }
    thread.wake(afterMilliseconds: 90) { feed.finish() }
    #expect(await rung.reduce(into: []) { $0.append($1) } == [0, 1, 2, 3])
  }

  @Test("an alarm of a handler, and one too far away to count, harm nothing")
  func nested() async throws {
    let thread = try #require(TerminalThread(blocking: []))
    defer { thread.unwatchAll() }
    let (rung, feed) = AsyncStream.makeStream(of: Int.self)
    thread.wake(afterMilliseconds: .max) { feed.yield(9) }
    thread.wake(afterMilliseconds: 1) {
      feed.yield(1)
      thread.wake(afterMilliseconds: 1) { feed.finish() }
    }
    #expect(await rung.reduce(into: []) { $0.append($1) } == [1])
  }

  @Test("guests run where alarms go off")
  func guests() async throws {
    let thread = try #require(TerminalThread(blocking: []))
    defer { thread.unwatchAll() }
    let guests = TerminalThread.Guests(of: thread)
    let (here, feed) = AsyncStream.makeStream(of: UInt.self)
    thread.wake(afterMilliseconds: 0) { feed.yield(Self.current) }
    let guest = await Task(executorPreference: guests) {
      await Self.thread()
    }.value
    for await own in here {
      #expect(guest == own)
      break
    }
  }

  private nonisolated static func thread() async -> UInt { current }

  private static var current: UInt { UInt(pthread_self()) }

  @Test("none goes off after the end")
  func ended() async throws {
    let thread = try #require(TerminalThread(blocking: []))
    let (rung, feed) = AsyncStream.makeStream(of: Int.self)
    thread.wake(afterMilliseconds: 40) { feed.yield(1) }
    thread.unwatchAll()
    thread.wake(afterMilliseconds: 0) { feed.yield(2) }
    let other = try #require(TerminalThread(blocking: []))
    defer { other.unwatchAll() }
    other.wake(afterMilliseconds: 80) { feed.finish() }
    #expect(await rung.reduce(into: []) { $0.append($1) } == [])
  }
}
