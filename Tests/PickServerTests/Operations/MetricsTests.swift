import HTTPTypes
import Testing

@testable import PickServer

@Suite("metrics")
struct MetricsTests {
  @Test("paths nobody knows are one series, whatever they are")
  func bounded() async throws {
    let server = try TestServer()
    for number in 0..<50 { _ = try await server.send(.get, "/guess-\(number)") }
    let state = server.server.metrics.snapshot
    #expect(state.counts.count == 1)
    #expect(state.latencies.keys.sorted() == ["none"])
    #expect(state.inFlight == 0)
  }

  @Test("a report has a line for each thing that is counted, and no line is torn")
  func report() async throws {
    let server = try TestServer()
    _ = try await server.send(.get, "/live")
    let counters = ServerCounters()
    counters.count(.eventsStored, 500)
    let text = MetricsReport(
      requests: server.server.metrics, counters: counters, version: "1\"\n2"
    ).text()
    #expect(text.contains("pick_requests_total{method=\"GET\",route=\"/live\",status=\"200\"} 1\n"))
    #expect(text.contains("pick_events_stored_total 500\n"))
    #expect(text.contains("{version=\"1\\\"\\n2\"}"))
    #expect(text.contains("pick_request_duration_seconds_bucket{route=\"/live\",le=\"+Inf\"} 1\n"))
    for event in ServerCounters.Event.allCases {
      #expect(text.contains("# TYPE pick_\(event.rawValue)_total counter\n"))
    }
  }
}
