import CCurl
import Glibc
import Synchronization

/// Drives all exchanges of a transport with libcurl's multi handle, on a thread of its own.
///
/// Only that thread uses the multi handle and the transfers. Other threads add commands under the
/// lock and wake the thread, which libcurl allows while the handle exists; the way to wake it is
/// removed under the same lock.
final class CurlLoop: Sendable {
  private enum Command: Sendable {
    case start(CurlTransfer)
    case cancel(UInt64)
  }

  private struct Shared {
    var commands: [Command] = []
    var lastNumber: UInt64 = 0
    var hasThread = false
    var isStopping = false
    var wake: (@Sendable () -> Void)?
  }

  private let shared = Mutex(Shared())
  private let libraryName: String

  /// How long the thread sleeps at most while no transfer is under way; a command wakes it.
  private static let idleMilliseconds: Int32 = 3_600_000
  /// libcurl and OpenSSL need much less.
  private static let stackBytes = 512 << 10

  init(libraryName: String) { self.libraryName = libraryName }

  /// A number for one exchange, by which it can be cancelled.
  func nextNumber() -> UInt64 {
    shared.withLock { shared in
      shared.lastNumber += 1
      return shared.lastNumber
    }
  }

  /// Begins an exchange; the first one makes the thread.
  func start(_ transfer: CurlTransfer) { leave(.start(transfer)) }

  /// Ends an exchange with `.cancelled`; does nothing for one that is over or unknown.
  func cancel(_ number: UInt64) { leave(.cancel(number)) }

  /// Cancels all exchanges and ends the thread.
  func stop() {
    shared.withLock { shared in
      shared.isStopping = true
      shared.wake?()
    }
  }

  private func leave(_ command: Command) {
    let needsThread = shared.withLock { shared in
      shared.commands.append(command)
      shared.wake?()
      defer { shared.hasThread = true }
      return !shared.hasThread
    }
    if needsThread { makeThread() }
  }

  private func makeThread() {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackBytes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    if status != 0 {
      context.release()
      shared.withLock { $0.hasThread = false }
      refuse(.unreachable)
    }
  }

  // MARK: On the thread

  private func run() {
    // Other threads handle signals, and a connection that breaks while OpenSSL writes to it must
    // not end the program with SIGPIPE.
    var every = sigset_t()
    sigfillset(&every)
    pthread_sigmask(SIG_BLOCK, &every, nil)
    let isShared = libraryName == CurlLibrary.libraryName
    guard let library = isShared ? CurlLibrary.shared : CurlLibrary(libraryName),
      let multi = library.multiInit()
    else {
      // The next exchange looks for the library again, which may be installed meanwhile.
      shared.withLock { $0.hasThread = false }
      return refuse(.noLibrary)
    }
    // Other threads use the handle for waking only (curl_multi_wakeup(3)).
    nonisolated(unsafe) let handle = multi
    shared.withLock { $0.wake = { _ = library.multiWakeup(handle) } }
    var driver = CurlDriver(library: library, multi: multi)
    while let commands = takeCommands() {
      for command in commands {
        switch command {
        case .start(let transfer): driver.start(transfer)
        case .cancel(let number): driver.cancel(number)
        }
      }
      driver.drive(waitingAtMost: Self.idleMilliseconds)
    }
    driver.cancelAll()
    _ = library.multiCleanup(multi)
    refuse(.cancelled)
  }

  /// The commands that were added since the last call; `nil` when the thread has to stop, after
  /// which no command wakes it.
  private func takeCommands() -> [Command]? {
    shared.withLock { shared in
      guard !shared.isStopping else {
        shared.wake = nil
        return nil
      }
      defer { shared.commands = [] }
      return shared.commands
    }
  }

  private func refuse(_ error: TransportError) {
    let commands = shared.withLock { shared in
      defer { shared.commands = [] }
      return shared.commands
    }
    for case .start(let transfer) in commands { transfer.end(.failure(error)) }
  }
}

/// The exchanges under way and the multi handle that drives them; used on one thread.
private struct CurlDriver {
  private let library: CurlLibrary
  private let multi: CurlLibrary.Handle
  private var transfers: [CurlLibrary.Handle: CurlTransfer] = [:]

  /// `CURLMSG_DONE`, the `CURLMsg.msg` of a transfer that ended.
  private static let done: Int32 = 1

  init(library: CurlLibrary, multi: CurlLibrary.Handle) {
    self.library = library
    self.multi = multi
  }

  mutating func start(_ transfer: CurlTransfer) {
    guard let handle = transfer.start(with: library) else { return }
    guard library.multiAdd(multi, handle) == 0 else {
      return transfer.end(.failure(.unreachable))
    }
    transfers[handle] = transfer
  }

  mutating func cancel(_ number: UInt64) {
    guard let found = transfers.first(where: { $0.value.number == number }) else { return }
    remove(found.key)?.end(.failure(.cancelled))
  }

  mutating func cancelAll() {
    for handle in transfers.keys { remove(handle)?.end(.failure(.cancelled)) }
  }

  /// Moves the transfers on, ends those that are done, and sleeps until there is more to do.
  mutating func drive(waitingAtMost idle: Int32) {
    var running: Int32 = 0
    _ = library.multiPerform(multi, &running)
    var left: Int32 = 0
    while let message = library.multiInfo(multi, &left) {
      // Removing the handle frees the message.
      let (kind, code) = (message.pointee.msg, message.pointee.data.result)
      guard kind == Self.done, let handle = message.pointee.easy else { continue }
      remove(handle)?.finished(code)
    }
    // libcurl waits for less time where its own timers ask for it.
    _ = library.multiPoll(multi, nil, 0, idle, nil)
  }

  private mutating func remove(_ handle: CurlLibrary.Handle) -> CurlTransfer? {
    _ = library.multiRemove(multi, handle)
    return transfers.removeValue(forKey: handle)
  }
}
