import HTTPTypes
import Synchronization

/// Counts requests by method, route template and status, and measures their duration.
///
/// The number of series is bounded: templates come from the route table, and unknown methods count
/// as one.
final class RequestMetrics: Sendable {
  /// Upper bounds of the latency buckets, in seconds.
  static let bounds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  struct Series: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  struct Histogram {
    var buckets = [UInt64](repeating: 0, count: bounds.count + 1)
    var sum = 0.0
    var count: UInt64 = 0

    mutating func add(_ seconds: Double) {
      buckets[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
      sum += seconds
      count += 1
    }
  }

  struct State {
    var counts: [Series: UInt64] = [:]
    var latencies: [String: Histogram] = [:]
    var inFlight = 0
  }

  private let state = Mutex(State())
  private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

  var snapshot: State { state.withLock { $0 } }

  func begin() { state.withLock { $0.inFlight += 1 } }

  func end(method: HTTPRequest.Method, route: String, status: Int, took: Duration) {
    let name = Self.methods.contains(method.rawValue) ? method.rawValue : "other"
    state.withLock { state in
      state.inFlight -= 1
      state.counts[Series(method: name, route: route, status: status), default: 0] += 1
      state.latencies[route, default: Histogram()].add(Double(took.microseconds) / 1e6)
    }
  }
}

/// Counts events since the start of the server, beyond its requests, for `/metrics`.
final class ServerCounters: Sendable {
  enum Event: String, CaseIterable, Sendable {
    case failedSignIns = "failed_sign_ins"
    case reusedTokens = "reused_tokens"
    case eventsStored = "events_stored"
    case pageCacheHits = "page_cache_hits"
    case pageCacheMisses = "page_cache_misses"
    case modelsLoaded = "models_loaded"

    var help: String {
      switch self {
      case .failedSignIns: "Sign-ins with a wrong number or password."
      case .reusedTokens: "Used refresh tokens that came back; their family was ended."
      case .eventsStored: "Facts about viewers that were stored."
      case .pageCacheHits: "Pages answered from what was encoded before."
      case .pageCacheMisses: "Pages encoded anew."
      case .modelsLoaded: "Models swapped in since the start."
      }
    }
  }

  private let counts = Mutex<[Event: UInt64]>([:])

  func count(_ event: Event, _ times: Int = 1) {
    counts.withLock { $0[event, default: 0] += UInt64(max(0, times)) }
  }

  func total(of event: Event) -> UInt64 { counts.withLock { $0[event] ?? 0 } }
}
