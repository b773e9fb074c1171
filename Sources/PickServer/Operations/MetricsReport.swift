import PickModel

/// Everything `/metrics` says; docs/server.md explains each line.
struct MetricsReport {
  let requests: RequestMetrics
  let counters: ServerCounters
  let version: String

  func text() -> String {
    var report = PrometheusText()
    report.family("pick_build_info", "gauge", "The version that runs.")
    report.sample("pick_build_info", 1, labels: [("version", version)])
    add(requests.snapshot, to: &report)
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
