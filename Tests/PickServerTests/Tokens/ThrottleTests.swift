import HTTPTypes
import PickAPI
import PickModel
import Synchronization
import Testing

@testable import PickServer

@Suite("Address throttle")
struct AddressThrottleTests {
  private let now = Instant(secondsSince1970: 1_795_181_400)
  private let here = ClientAddress("192.0.2.7")
  private let throttle = AddressThrottle(.init(burst: 3, interval: 1000))

  private func take(after milliseconds: Int64 = 0, _ address: ClientAddress? = nil)
    -> AddressThrottle.Verdict
  {
    throttle.take(
      address ?? here,
      at: Instant(millisecondsSince1970: now.millisecondsSince1970 + milliseconds))
  }

  @Test("so many at once, then one at a time; a refused try costs nothing")
  func bucket() {
    #expect((0..<3).map { _ in take().remaining } == [2, 1, 0])
    for _ in 0..<5 {
      #expect(take() == .init(isAllowed: false, remaining: 0, resetSeconds: 1))
    }
    #expect(take(after: 999).isAllowed == false)
    #expect(take(after: 1000).isAllowed)
    #expect(take(after: 1000).isAllowed == false)
    #expect(take(after: 60_000).remaining == 2)
  }

  @Test("addresses do not share; those of one IPv6 network do")
  func sharing() {
    for _ in 0..<3 { _ = take() }
    #expect(take(after: 0, ClientAddress("192.0.2.8")).isAllowed)
    #expect(take(after: 0, ClientAddress("::ffff:192.0.2.7")).isAllowed == false)
    #expect(ClientAddress("2001:db8:1:2::1") == ClientAddress("2001:db8:1:2:ffff::9"))
    #expect(ClientAddress("2001:db8:1:2::1") != ClientAddress("2001:db8:1:3::1"))
    #expect(ClientAddress("nonsense") == ClientAddress(""))
  }

  @Test("a clock set back locks nobody out")
  func clockSetBack() {
    for _ in 0..<3 { _ = take(after: 3_600_000) }
    #expect(take().isAllowed)
  }

  @Test("however many addresses come, few are remembered")
  func bounded() {
    let throttle = AddressThrottle(capacity: 100)
    for number in 0..<10_000 {
      let text = "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
      _ = throttle.take(ClientAddress(text), at: now)
    }
    #expect(throttle.count <= 200)
  }

  @Test("a forwarded address counts from trusted proxies only, and the last foreign one")
  func forwarded() {
    func resolved(
      _ peer: String, _ chain: String?, trusted: [String] = ["10.0.0.1", "10.0.0.2"]
    ) -> String {
      var headers = HTTPFields()
      if let chain { headers[.xForwardedFor] = chain }
      return ClientAddress.resolved(
        peer: peer, headers, trusted: Set(trusted.compactMap { HostAddress($0) }))
    }
    #expect(resolved("192.0.2.7", "203.0.113.1") == "192.0.2.7")
    #expect(resolved("10.0.0.1", "203.0.113.1", trusted: []) == "10.0.0.1")
    #expect(resolved("10.0.0.1", nil) == "10.0.0.1")
    #expect(resolved("10.0.0.1", "1.1.1.1, 203.0.113.1") == "203.0.113.1")
    #expect(resolved("10.0.0.1", "1.1.1.1, 203.0.113.1, 10.0.0.2") == "203.0.113.1")
    #expect(resolved("10.0.0.1", "1.1.1.1, <script>") == "10.0.0.1")
    #expect(resolved("10.0.0.1", "10.0.0.2, 10.0.0.1") == "10.0.0.1")
    #expect(resolved("::ffff:10.0.0.1", "203.0.113.1") == "203.0.113.1")
    #expect(resolved("10.0.0.1", "203.0.113.1, ::ffff:a00:2") == "203.0.113.1")
    #expect(resolved("10.0.0.1", "x", trusted: ["::FFFF:10.0.0.1"]) == "10.0.0.1")
    #expect(resolved("10.0.0.1", "203.0.113.1", trusted: ["::FFFF:10.0.0.1"]) == "203.0.113.1")
    #expect(resolved("10.0.0.10", "203.0.113.1") == "10.0.0.10")
  }

  @Test("the name of a network card is no part of an address")
  func zone() {
    #expect(ClientAddress("fe80::1%eth0") == ClientAddress("fe80::2"))
    #expect(ClientAddress("fe80::1%eth0").isAddress)
  }
}

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
