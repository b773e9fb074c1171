import CCurl
import Glibc
import Synchronization

/// Drives every exchange with libcurl's multi handle, on one thread of its own.
///
/// Multi handle and transfers belong to that thread. Others leave commands behind the lock and wake
/// it, which libcurl allows from anywhere while the handle lives; it is given up under the lock.
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

  /// How long the thread sleeps when nothing is under way; somebody wakes it.
  private static let idleMilliseconds: Int32 = 3_600_000
  /// libcurl and OpenSSL are content with much less.
  private static let stackBytes = 512 << 10

  init(libraryName: String) { self.libraryName = libraryName }

  /// A number for one exchange, by which it can be cancelled.
  func nextNumber() -> UInt64 {
    shared.withLock { shared in
      shared.lastNumber += 1
      return shared.lastNumber
    }
  }

  /// Begins an exchange; the first makes the thread.
  func start(_ transfer: CurlTransfer) { leave(.start(transfer)) }

  /// Ends an exchange with `.cancelled`; one that is over or unknown is left alone.
  func cancel(_ number: UInt64) { leave(.cancel(number)) }

  /// Cancels what is under way and ends the thread.
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
    // Signals are other threads' business, and a connection that breaks while OpenSSL writes to it
    // must not end the program with SIGPIPE.
    var every = sigset_t()
    sigfillset(&every)
    pthread_sigmask(SIG_BLOCK, &every, nil)
    let isShared = libraryName == CurlLibrary.libraryName
    guard let library = isShared ? CurlLibrary.shared : CurlLibrary(libraryName),
      let multi = library.multiInit()
    else {
      // The next one looks for it again: somebody may install it.
      shared.withLock { $0.hasThread = false }
      return refuse(.noLibrary)
    }
    // Waking is all that others do with it (curl_multi_wakeup(3)).
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

  /// What was left since last time; `nil` when it is time to stop, from when nobody wakes us.
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
