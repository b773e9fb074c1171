import Glibc
import PickSystem

/// A running process that reads pictures, and the socket it is spoken to by.
struct PictureProcess: Sendable {
  private let id: pid_t
  private let socket: Int32

  /// Starts one; `nil` when the system starts none.
  static func start(_ executable: String) -> PictureProcess? {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    defer { close(ends[1]) }
    guard let process = HiddenProcess(executable, [PictureWire.word], input: ends[1]) else {
      close(ends[0])
      return nil
    }
    return PictureProcess(id: process.id, socket: ends[0])
  }

  /// Ends it, whatever it does, and waits until it is gone.
  func end() {
    close(socket)
    kill(id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
  }

  /// Hands a file over and waits for what comes of it.
  func answer(
    _ question: PictureWire.Question, _ file: [UInt8], within milliseconds: Int
  ) -> Result<[UInt8], PictureRefusal> {
    let deadline = Self.now + Int64(milliseconds)
    do throws(PictureRefusal) {
      try send(question.bytes, until: deadline)
      try send(file, until: deadline)
      let head = PictureWire.numbers(try receive(8, until: deadline))
      guard head.count == 2, Int(head[1]) <= PictureWire.longestAnswer else {
        throw PictureRefusal.failed
      }
      let result = try receive(Int(head[1]), until: deadline)
      return head[0] == 0 ? .success(result) : .failure(PictureWire.refusal(head[0]))
    } catch {
      return .failure(error)
    }
  }

  private func send(_ bytes: [UInt8], until deadline: Int64) throws(PictureRefusal) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: Int16(POLLOUT), until: deadline)
      // A process that has ended must not end this one by a signal.
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, flags) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { throw .failed }
      rest = rest.dropFirst(count)
    }
  }

  private func receive(_ count: Int, until deadline: Int64) throws(PictureRefusal) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      try wait(for: Int16(POLLIN), until: deadline)
      let got = bytes.withUnsafeMutableBytes {
        recv(
          socket, $0.baseAddress?.advanced(by: filled), count - filled,
          Int32(MSG_DONTWAIT))
      }
      if got < 0, errno == EINTR || errno == EAGAIN { continue }
      guard got > 0 else { throw .failed }
      filled += got
    }
    return bytes
  }

  private func wait(for event: Int16, until deadline: Int64) throws(PictureRefusal) {
    while true {
      let left = deadline - Self.now
      guard left > 0 else { throw .tooSlow }
      var entry = pollfd(fd: socket, events: event, revents: 0)
      let found = poll(&entry, 1, Int32(clamping: left))
      if found > 0 { return }
      guard found == 0 || errno == EINTR else { throw .failed }
    }
  }

  /// Milliseconds of a clock that is never set back.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
