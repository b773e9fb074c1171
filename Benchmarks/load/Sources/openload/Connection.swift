import Glibc

/// One keep-alive connection: at most one request at a time, so that a latency is a request's own.
final class Connection {
  let descriptor: Int32
  /// When the request that is under way was due, in nanoseconds; `nil` while there is none.
  var due: UInt64?
  var step: Script.Step?
  private var unsent: ArraySlice<UInt8> = []
  private var received: [UInt8] = []

  init?(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return nil }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  func send(_ step: Script.Step, due: UInt64) -> Bool {
    self.step = step
    self.due = due
    unsent = step.bytes[...]
    return flush()
  }

  /// Sends what is left; `false` when the connection is gone.
  func flush() -> Bool {
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { return errno == EAGAIN }
      unsent = unsent.dropFirst(count)
    }
    return true
  }

  enum Reading { case more, closed, answer(Answer) }

  /// Reads what is there.
  func read() -> Reading {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return .closed }
      if count < 0 {
        if errno != EAGAIN { return .closed }
        break
      }
      received.append(contentsOf: buffer[..<count])
    }
    guard let answer = Answer(received) else { return .more }
    received.removeAll(keepingCapacity: true)
    return .answer(answer)
  }
}

/// A whole answer.
struct Answer {
  let status: Int
  let head: String
  let body: ArraySlice<UInt8>

  init?(_ bytes: [UInt8]) {
    guard let end = Self.headEnd(bytes) else { return nil }
    head = String(decoding: bytes[..<end], as: UTF8.self)
    status = Int(head.dropFirst(9).prefix(3)) ?? 0
    let length = status == 304 ? 0 : Int(value(of: "content-length", in: head) ?? "") ?? 0
    guard bytes.count >= end + 4 + length else { return nil }
    body = bytes[(end + 4)..<(end + 4 + length)]
  }

  func header(_ name: String) -> String? { value(of: name, in: head) }

  private static func headEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...(bytes.count - 4)).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }
}

/// The value of a header.
private func value(of name: String, in head: String) -> String? {
  for line in head.split(separator: "\r\n").dropFirst() {
    guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else {
      continue
    }
    return line[line.index(after: colon)...].drop { $0 == " " }.description
  }
  return nil
}

extension StringProtocol {
  /// Where `needle` stands first.
  func range(of needle: String) -> Range<Index>? {
    var rest = startIndex
    while let index = self[rest...].firstIndex(of: needle.first ?? " ") {
      if self[index...].hasPrefix(needle) {
        return index..<self.index(index, offsetBy: needle.count)
      }
      rest = self.index(after: index)
    }
    return nil
  }

  /// Where `needle` stands last.
  func lastRange(of needle: String) -> Range<Index>? {
    var end = endIndex
    while let index = self[..<end].lastIndex(of: needle.first ?? " ") {
      if self[index...].hasPrefix(needle) {
        return index..<self.index(index, offsetBy: needle.count)
      }
      end = index
    }
    return nil
  }
}
