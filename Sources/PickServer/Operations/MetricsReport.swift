import FoundationEssentials
import Glibc
import PickAPI

/// The text of `/metrics`; docs/server.md explains each line.
struct MetricsReport {
  let requests: RequestMetrics
  let counters: ServerCounters
  let version: String

  func text() -> String {
    var report = PrometheusText()
    report.family("pick_build_info", "gauge", "The version that runs.")
    report.sample("pick_build_info", 1, labels: [("version", version)])
    add(requests.snapshot, to: &report)
    addDerived(from: requests.snapshot, to: &report)
    for event in ServerCounters.Event.allCases {
      let name = "pick_\(event.rawValue)_total"
      report.family(name, "counter", event.help)
      report.sample(name, counters.total(of: event))
    }
    addProcess(to: &report)
    return report.text
  }

  private func add(_ state: RequestMetrics.State, to report: inout PrometheusText) {
    report.family("pick_requests_in_flight", "gauge", "Requests that are being answered.")
    report.sample("pick_requests_in_flight", state.inFlight)
    report.family("pick_requests_total", "counter", "Requests answered.")
    for (series, count) in state.counts.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      report.sample(
        "pick_requests_total", count,
        labels: [
          ("method", series.method), ("route", series.route), ("status", "\(series.status)"),
        ])
    }
    let name = "pick_request_duration_seconds"
    report.family(name, "histogram", "From a request's head to its answer, in seconds.")
    for (route, histogram) in state.latencies.sorted(by: { $0.key < $1.key }) {
      add(histogram, of: route, named: name, to: &report)
    }
  }

  private func add(
    _ histogram: RequestMetrics.Histogram, of route: String, named name: String,
    to report: inout PrometheusText
  ) {
    var total: UInt64 = 0
    for (bound, count) in zip(RequestMetrics.bounds, histogram.buckets) {
      total += count
      report.sample("\(name)_bucket", total, labels: [("route", route), ("le", "\(bound)")])
    }
    report.sample("\(name)_bucket", histogram.count, labels: [("route", route), ("le", "+Inf")])
    report.sample("\(name)_sum", histogram.sum, labels: [("route", route)])
    report.sample("\(name)_count", histogram.count, labels: [("route", route)])
  }

  /// Adds counters that derive from the counted requests, under stable names for alerts.
  private func addDerived(from state: RequestMetrics.State, to report: inout PrometheusText) {
    func total(_ endpoints: [Endpoint], _ status: Int) -> UInt64 {
      let routes = Set(endpoints.map(\.route.template))
      return state.counts
        .filter { $0.key.status == status && routes.contains($0.key.route) }
        .reduce(0) { $0 + $1.value }
    }
    let facts: [(name: String, help: String, count: UInt64)] = [
      ("sign_ins", "Sign-ins that succeeded.", total([.signIn, .pollDeviceToken], 200)),
      ("refreshes", "Refresh tokens exchanged.", total([.refresh], 200)),
      (
        "sign_ins_refused", "Sign-ins not looked at: too many at once, or too often.",
        total([.signIn], 429)
      ),
      ("not_modified", "Pages that had not changed.", total(Endpoint.allCases, 304)),
    ]
    for fact in facts {
      report.family("pick_\(fact.name)_total", "counter", fact.help)
      report.sample("pick_\(fact.name)_total", fact.count)
    }
  }

  private func addProcess(to report: inout PrometheusText) {
    let facts = ProcessFacts()
    report.family("process_resident_memory_bytes", "gauge", "Memory in use, in bytes.")
    report.sample("process_resident_memory_bytes", facts.residentBytes)
    report.family("process_open_fds", "gauge", "Open file descriptors.")
    report.sample("process_open_fds", facts.openDescriptors)
    report.family("process_max_fds", "gauge", "File descriptors there may be.")
    report.sample("process_max_fds", facts.descriptorLimit)
    report.family("process_cpu_seconds_total", "counter", "Processor time used, in seconds.")
    report.sample("process_cpu_seconds_total", facts.cpuSeconds)
  }
}

/// Writes the text format of Prometheus (version 0.0.4).
private struct PrometheusText {
  private(set) var text = ""

  mutating func family(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  mutating func sample(
    _ name: String, _ value: some Numeric, labels: [(String, String)] = []
  ) {
    let inside = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
    text += inside.isEmpty ? "\(name) \(value)\n" : "\(name){\(inside)} \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    var escaped = ""
    for character in value {
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

/// Facts the kernel reports about this process.
struct ProcessFacts {
  let residentBytes: Int
  let openDescriptors: Int
  let descriptorLimit: Int
  let cpuSeconds: Double

  init() {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
      .split(separator: " ").dropFirst().first.flatMap { Int($0) }
    residentBytes = (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    openDescriptors =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    descriptorLimit = Self.descriptorLimit()
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    cpuSeconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  static func descriptorLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }

  /// Raises the soft limit on open files to the hard limit.
  static func raiseDescriptorLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
