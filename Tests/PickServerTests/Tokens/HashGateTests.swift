import PickAPI
import Synchronization
import Testing

@testable import PickServer

@Suite("Hash gate")
struct HashGateTests {
  @Test("two are let through at a time; the third is told to come back, and may when one left")
  func width() async throws {
    let gate = HashGate()
    let (left, leave) = AsyncStream.makeStream(of: Void.self)
    let (entered, enter) = AsyncStream.makeStream(of: Void.self)
    let inside = Task {
      try await gate.pass {
        try await gate.pass {
          enter.yield()
          for await _ in left { break }
        }
      }
    }
    for await _ in entered { break }
    await #expect(throws: Problem(.tooManyRequests, retryAfter: 1)) { try await gate.pass {} }
    leave.yield()
    try await inside.value
    try await gate.pass {}
  }

  @Test("who fails leaves too")
  func failing() async throws {
    let gate = HashGate(width: 1)
    for _ in 0..<3 {
      await #expect(throws: Problem(.wrongCredentials)) {
        try await gate.pass { throw Problem(.wrongCredentials) }
      }
    }
    try await gate.pass {}
  }
}
