import HTTPTypes
import Synchronization

/// Counts requests by method, route template and status, and how long they took.
///
/// Templates come from the route table and methods are few, so the number of series is bounded
/// whatever is asked for.
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

  /// What was counted so far.
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
