import Glibc

/// Sends requests at a fixed rate, whatever the server does, and measures each from the instant it
/// was due: a server that stalls is charged for everything that should have been sent meanwhile.
@main
struct OpenLoad {
  static func main() {
    var load = Load(Options(CommandLine.arguments))
    load.run()
    load.report()
  }
}

struct Load {
  private let options: Options
  private var script: Script
  private var connections: [Connection] = []
  private var idle: [Int] = []
  private var waiting: [pollfd] = []
  private var byKind: [String: [UInt32]] = [:]
  private var statuses: [Int: Int] = [:]
  private var bytes = 0
  private var broken = 0
  private var sent = 0
  private var elapsed = 0.0

  init(_ options: Options) {
    self.options = options
    script = Script(options)
    for index in 0..<options.connections {
      guard let connection = Connection(port: options.port) else {
        Options.fail("cannot connect to port \(options.port)")
      }
      connections.append(connection)
      waiting.append(pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0))
      idle.append(index)
    }
  }

  mutating func run() {
    let interval = UInt64(1e9 / options.rate)
    let total = Int(options.rate * options.seconds)
    let start = Self.now()
    var answered = 0
    let limit = start + UInt64((options.seconds + 10) * 1e9)
    while answered + broken < total, Self.now() < limit {
      while sent < total, !idle.isEmpty {
        let due = start + UInt64(sent) * interval
        guard due <= Self.now() else { break }
        begin(due)
      }
      answered += receive(until: start + UInt64(sent) * interval)
    }
    elapsed = Double(Self.now() - start) / 1e9
  }

  private mutating func begin(_ due: UInt64) {
    let index = idle.removeLast()
    let step = script.step(at: Self.milliseconds())
    sent += 1
    if !connections[index].send(step, due: due) { broken += 1 }
  }

  /// Takes what arrives until the next request is due; returns how many answers came.
  private mutating func receive(until next: UInt64) -> Int {
    let now = Self.now()
    let wait = next > now ? Int32((next - now) / 1_000_000) : 0
    // Below a millisecond it spins: the arrival counts, not the processor time.
    guard poll(&waiting, nfds_t(waiting.count), idle.isEmpty ? 100 : wait) > 0 else { return 0 }
    var answered = 0
    for index in waiting.indices where waiting[index].revents != 0 {
      _ = connections[index].flush()
      switch connections[index].read() {
      case .more: break
      case .closed: reconnect(index)
      case .answer(let answer):
        finish(index, answer)
        answered += 1
      }
    }
    return answered
  }

  private mutating func finish(_ index: Int, _ answer: Answer) {
    let connection = connections[index]
    guard let due = connection.due, let step = connection.step else { return }
    byKind[step.kind, default: []].append(UInt32((Self.now() - due) / 1000))
    statuses[answer.status, default: 0] += 1
    bytes += answer.body.count
    connection.due = nil
    idle.append(index)
    guard step.kind == "home", answer.status == 200 else { return }
    if options.isRevalidating { script.tags[step.viewer] = answer.header("etag") }
    if options.mode == "replay", !options.isGzip { keepCursor(answer, of: step.viewer) }
  }

  /// The first shelf that goes on: `"id":"…"` before `"next":"…"`. A terminal asks with the page it shows.
  private mutating func keepCursor(_ answer: Answer, of viewer: Int) {
    guard let next = answer.body.firstRange(of: Array("\"next\":\"".utf8)),
      let shelf = answer.body[..<next.lowerBound].lastPlace(after: Array("\"id\":\"".utf8))
    else { return }
    script.cursors[viewer] = (
      String(decoding: answer.body[shelf...].prefix { $0 != 34 }, as: UTF8.self),
      String(decoding: answer.body[next.upperBound...].prefix { $0 != 34 }, as: UTF8.self)
    )
  }

  private mutating func reconnect(_ index: Int) {
    close(connections[index].descriptor)
    if connections[index].due != nil { broken += 1 }
    guard let fresh = Connection(port: options.port) else { return }
    let wasIdle = connections[index].due == nil
    connections[index] = fresh
    waiting[index].fd = fresh.descriptor
    if !wasIdle { idle.append(index) }
  }

  func report() {
    let answered = byKind.values.reduce(0) { $0 + $1.count }
    let perSecond = Int(Double(answered) / elapsed)
    print("sent \(sent), answered \(answered) (\(perSecond)/s), broken \(broken)", terminator: "")
    print(", statuses \(statuses.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" })", terminator: "")
    print(", body bytes \(bytes / max(1, answered)) on average")
    for (kind, times) in byKind.sorted(by: { $0.key < $1.key }) {
      let sorted = times.sorted()
      func quantile(_ share: Double) -> String {
        let value = sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        return "\(Double(value / 10) / 100)"
      }
      print(
        "\(kind): n \(sorted.count) p50 \(quantile(0.5)) p90 \(quantile(0.9)) "
          + "p99 \(quantile(0.99)) p99.9 \(quantile(0.999)) max \(quantile(1)) ms")
    }
  }

  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

extension ArraySlice<UInt8> {
  /// The place behind the last `bytes`.
  fileprivate func lastPlace(after bytes: [UInt8]) -> Int? {
    indices.reversed().first { self[$0...].starts(with: bytes) }.map { $0 + bytes.count }
  }
}
