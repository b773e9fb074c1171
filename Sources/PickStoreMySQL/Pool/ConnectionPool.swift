import CMariaDB
import Dispatch
import Glibc
import PickStore
import Synchronization

/// A bounded number of connections, each on a thread of its own, and the queue before them.
///
/// A caller that waits in the queue longer than the limit is told `busy`; one that is being served waits no
/// longer than the connection's own limits.
final class ConnectionPool: Sendable {
  private struct Job {
    let id: UInt64
    let run: @Sendable (Link) -> Void
    let refuse: @Sendable (StoreError) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var nextID: UInt64 = 0
    var threadCount = 0
    var idleCount = 0
    var isClosed = false
  }

  private let address: MySQLAddress
  private let access: ServerAccess
  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)
  private let timer = DispatchQueue(label: "pick.mysql.queue")

  /// A pool without a connection yet.
  init(to address: MySQLAddress, _ access: ServerAccess) {
    self.address = address
    self.access = access
  }

  deinit { close() }

  /// Runs `body` on one of the threads.
  func run<Answer: Sendable>(
    _ body: @escaping @Sendable (Link) throws(StoreError) -> Answer
  ) async throws(StoreError) -> Answer {
    let result: Result<Answer, StoreError> = await withCheckedContinuation { continuation in
      submit(
        run: { link in
          do throws(StoreError) {
            continuation.resume(returning: .success(try body(link)))
          } catch {
            continuation.resume(returning: .failure(error))
          }
        },
        refuse: { continuation.resume(returning: .failure($0)) })
    }
    return try result.get()
  }

  /// Takes no more work; threads end, and their connections, when what waits is done.
  func close() {
    let threads = state.withLock { state in
      state.isClosed = true
      return state.threadCount
    }
    for _ in 0..<threads { work.signal() }
  }

  private func submit(
    run: @escaping @Sendable (Link) -> Void, refuse: @escaping @Sendable (StoreError) -> Void
  ) {
    let (job, needsThread) = state.withLock { state -> (Job?, Bool) in
      guard !state.isClosed else { return (nil, false) }
      let job = Job(id: state.nextID, run: run, refuse: refuse)
      state.nextID += 1
      state.waiting.append(job)
      let needsThread =
        state.waiting.count > state.idleCount && state.threadCount < access.connectionLimit
      if needsThread { state.threadCount += 1 }
      return (job, needsThread)
    }
    guard let job else { return refuse(.cannotOpen(reason: "the database was closed")) }
    if needsThread { startThread() }
    work.signal()
    expireLater(job.id)
  }

  private func expireLater(_ id: UInt64) {
    guard state.withLock({ state in state.waiting.contains { $0.id == id } }) else { return }
    timer.asyncAfter(deadline: .now() + .seconds(access.limits.queueSeconds)) { [weak self] in
      self?.remove(id)?.refuse(.busy)
    }
  }

  private func remove(_ id: UInt64) -> Job? {
    state.withLock { state in
      state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
    }
  }
}

extension ConnectionPool {
  private enum Next {
    case job(Job)
    case nothing
    case end
  }

  // The thread holds the pool only while it works: an abandoned pool ends its threads.
  private func startThread() {
    let address = address
    let access = access
    let work = work
    let isStarted = DedicatedThread.start { [weak self] in
      let link = Link(to: address, access)
      while true {
        self?.state.withLock { $0.idleCount += 1 }
        work.wait()
        switch self?.next() ?? .end {
        case .job(let job): job.run(link)
        case .nothing: continue
        case .end: return
        }
      }
    }
    guard !isStarted else { return }
    state.withLock { $0.threadCount -= 1 }
  }

  private func next() -> Next {
    state.withLock { state in
      state.idleCount -= 1
      if !state.waiting.isEmpty { return .job(state.waiting.removeFirst()) }
      return state.isClosed ? .end : .nothing
    }
  }
}

/// The connection of one thread: made when it is first needed, and again after it was lost.
final class Link {
  private let address: MySQLAddress
  private let access: ServerAccess
  private var connection: MySQLConnection?

  init(to address: MySQLAddress, _ access: ServerAccess) {
    self.address = address
    self.access = access
  }

  /// How long a lost race is run again: as long as one answer is waited for.
  var patience: Duration { .seconds(access.limits.answerSeconds) }

  /// The connection, made now if there is none.
  func connected() throws -> MySQLConnection {
    if let connection { return connection }
    let fresh = try MySQLConnection(to: address, access)
    connection = fresh
    return fresh
  }

  /// Lets go of a connection that is of no use any more.
  func drop() { connection = nil }
}

/// A thread of our own: work that blocks on it takes no thread from the cooperative pool.
private enum DedicatedThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts `body` on a new thread; `false` when the system has none left.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let box = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        mysql_thread_init()
        body.run()
        mysql_thread_end()
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      box.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
