import Foundation
import Glibc
import Synchronization

/// Stands between a client and a server on loopback and does to their connections what networks do.
///
/// A fault is set when a test wants it and, but for `stall` and `slices`, happens once. One thread
/// carries all connections; nothing waits for time to pass.
public final class FaultyProxy: Sendable {
  /// What goes wrong.
  public enum Fault: Sendable, CaseIterable {
    /// Nothing.
    case none
    /// The next connection is closed before a byte of it was read.
    case drop
    /// The server gets the request; the client gets a reset instead of the answer.
    case reset
    /// The server gets the request; its answer is lost and the connection closed.
    case cutAfterRequest
    /// Half of the answer's status line and fields arrives, then the end.
    case halfHead
    /// Status line, fields and half of the body arrive, then the end.
    case halfAnswer
    /// Half of the answer arrives, then the sending side alone is closed.
    case halfClose
    /// Answers are held back for as long as the fault lasts.
    case stall
    /// Every byte of an answer travels alone.
    case slices
  }

  private struct State {
    var fault = Fault.none
    var connectionCount = 0
    var isStopping = false
  }

  private struct Pair {
    let client: Int32
    let server: Int32
  }

  /// Where the client connects to.
  public let port: UInt16
  private let upstream: UInt16
  private let listener: Int32
  private let wake: (read: Int32, write: Int32)
  private let state = Mutex(State())

  /// A proxy in front of `upstream`; ends with `stop`.
  public init(to upstream: UInt16) {
    self.upstream = upstream
    (listener, port) = LoopbackSocket.listen()
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    wake = (ends[0], ends[1])
    let thread = Thread { [self] in run() }
    thread.start()
  }

  /// What goes wrong next.
  public func set(_ fault: Fault) { state.withLock { $0.fault = fault } }

  /// How many connections were made so far.
  public var connectionCount: Int { state.withLock { $0.connectionCount } }

  /// Closes everything and ends the thread.
  public func stop() {
    state.withLock { $0.isStopping = true }
    write(wake.write, "x", 1)
  }

  private func run() {
    var pairs: [Pair] = []
    while !state.withLock({ $0.isStopping }) {
      var polled = [wake.read, listener].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      polled += pairs.flatMap { [$0.client, $0.server] }
        .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&polled, nfds_t(polled.count), -1) > 0 else { continue }
      let ready = Set(polled.filter { $0.revents != 0 }.map(\.fd))
      pairs = pairs.filter { carry($0, ready) }
      if ready.contains(listener), let pair = accepted() { pairs.append(pair) }
    }
    for descriptor in pairs.flatMap({ [$0.client, $0.server] }) + [listener, wake.read, wake.write]
    { close(descriptor) }
  }

  private func accepted() -> Pair? {
    let client = accept(listener, nil, nil)
    guard client >= 0 else { return nil }
    LoopbackSocket.sendAtOnce(client)
    state.withLock { $0.connectionCount += 1 }
    guard take(.drop) == nil, let server = LoopbackSocket.connect(to: upstream) else {
      close(client)
      return nil
    }
    return Pair(client: client, server: server)
  }

  /// Carries what has come in one of the two directions; `false` ends the connection.
  private func carry(_ pair: Pair, _ ready: Set<Int32>) -> Bool {
    var isOpen = true
    if ready.contains(pair.client) {
      let bytes = LoopbackSocket.receive(from: pair.client)
      isOpen = !bytes.isEmpty && LoopbackSocket.sendAll(bytes, to: pair.server)
    }
    if isOpen, ready.contains(pair.server) {
      isOpen = answer(LoopbackSocket.receive(from: pair.server), from: pair.server, to: pair.client)
    }
    if !isOpen {
      close(pair.client)
      close(pair.server)
    }
    return isOpen
  }

  private func answer(_ bytes: [UInt8], from server: Int32, to client: Int32) -> Bool {
    guard !bytes.isEmpty else { return false }
    switch take(.reset) ?? take(.cutAfterRequest) ?? take(.halfHead) ?? take(.halfAnswer)
      ?? take(.halfClose) ?? state.withLock({ $0.fault })
    {
    case .none, .drop: return LoopbackSocket.sendAll(bytes, to: client)
    case .reset:
      LoopbackSocket.resetWhenClosed(client)
      return false
    case .cutAfterRequest: return false
    case .halfHead:
      let (whole, head) = Self.answer(beginning: bytes, from: server)
      LoopbackSocket.sendAll(whole.prefix(head / 2), to: client)
      return false
    case .halfAnswer:
      let (whole, head) = Self.answer(beginning: bytes, from: server)
      LoopbackSocket.sendAll(whole.prefix((whole.count + head) / 2), to: client)
      return false
    case .halfClose:
      let (whole, head) = Self.answer(beginning: bytes, from: server)
      LoopbackSocket.sendAll(whole.prefix((whole.count + head) / 2), to: client)
      shutdown(client, Int32(SHUT_WR))
      return true
    case .stall: return true
    case .slices: return bytes.allSatisfy { LoopbackSocket.sendAll([$0], to: client) }
    }
  }

  /// A whole answer with a length, and how long its head is, however many pieces it comes in: where
  /// it is cut must not depend on how busy the server is.
  private static func answer(beginning bytes: [UInt8], from server: Int32) -> ([UInt8], head: Int) {
    var bytes = bytes
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let fields = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
        let length = fields.first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        let head = text[..<end.upperBound].utf8.count
        if bytes.count >= head + (length ?? 0) { return (bytes, head) }
      }
      let more = LoopbackSocket.receive(from: server)
      guard !more.isEmpty else { return (bytes, bytes.count) }
      bytes += more
    }
  }

  /// The fault when it is the one that is set; it is over then.
  private func take(_ fault: Fault) -> Fault? {
    state.withLock { state in
      guard state.fault == fault else { return nil }
      state.fault = .none
      return fault
    }
  }
}
