import CNcurses
import Glibc
import Synchronization

/// Runs an actor on a thread of its own, which sleeps until a descriptor can be read, a deadline
/// passes, an alarm is due or a job comes.
///
/// A key then wakes one thread, which reads, decides and paints: event sources of a dispatch queue
/// would wake a second one for each key, and a task on the common pool a third.
final class TerminalThread: SerialExecutor, AlarmClock {
  private struct Watch {
    let descriptor: Int32
    let handler: @Sendable () -> Void
  }

  private enum Job {
    /// Of an actor that runs here.
    case own(UnownedJob)
    /// Of a task that is at home on the common pool and was asked to run here.
    case guest(UnownedJob, of: Guests)
  }

  private struct Alarm {
    /// In milliseconds of `now`.
    let due: Int64
    let handler: @Sendable () -> Void
  }

  private struct State {
    var jobs: [Job] = []
    /// The next one last.
    var alarms: [Alarm] = []
    var isEnded = false
    var watches: [Watch] = []
    var writer: Watch?
    /// Whether the writer is called.
    var isWriting = false
    var deadline: Int64?
    var onDeadline: (@Sendable () -> Void)?
    /// Whether the thread sleeps, or is about to, and has to be woken for a job.
    var isSleeping = false
    var thread: pthread_t?
  }

  private let state = Mutex(State())
  /// A counter of the kernel; writing to it ends the sleep.
  private let bell: Int32

  /// `nil` when descriptors or threads have run out; `blocked` are signals other threads handle.
  init?(blocking blocked: [Int32]) {
    bell = pick_eventfd()
    guard bell >= 0 else { return nil }
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    for signal in blocked { sigaddset(&signals, signal) }
    // A new thread begins with the mask of the one that starts it.
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let own = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let executor = Unmanaged<TerminalThread>.fromOpaque(argument).takeRetainedValue()
        executor.state.withLock { $0.thread = pthread_self() }
        while true { executor.turn() }
      }, own.toOpaque())
    guard status == 0 else {
      own.release()
      close(bell)
      return nil
    }
    pthread_detach(thread)
  }

  /// Calls `handler` on the thread whenever `descriptor` can be read or has ended.
  func watch(_ descriptor: Int32, _ handler: @escaping @Sendable () -> Void) {
    state.withLock { $0.watches.append(Watch(descriptor: descriptor, handler: handler)) }
    wake()
  }

  /// Calls `handler` on the thread while `descriptor` takes bytes, as far as `setWriting` says so.
  ///
  /// Jobs and input come first: they are handled before each call.
  func onWritable(_ descriptor: Int32, _ handler: @escaping @Sendable () -> Void) {
    state.withLock { $0.writer = Watch(descriptor: descriptor, handler: handler) }
  }

  /// Whether there is something to write.
  func setWriting(_ isOn: Bool) {
    let hasChanged = state.withLock { state in
      defer { state.isWriting = isOn }
      return state.isWriting != isOn
    }
    if hasChanged { wake() }
  }

  /// Ends a watch.
  func unwatch(_ descriptor: Int32) {
    state.withLock { $0.watches.removeAll { $0.descriptor == descriptor } }
  }

  /// Ends all watches, the deadline and the alarms.
  func unwatchAll() {
    state.withLock {
      $0.isEnded = true
      $0.alarms = []
      $0.watches = []
      $0.writer = nil
      $0.isWriting = false
      $0.deadline = nil
      $0.onDeadline = nil
    }
  }

  /// Calls the handler of deadlines on the thread.
  func onDeadline(_ handler: @escaping @Sendable () -> Void) {
    state.withLock { $0.onDeadline = handler }
  }

  /// Sets the deadline, in milliseconds of `now`; `nil` for none.
  func setDeadline(_ milliseconds: Int64?) {
    state.withLock { $0.deadline = milliseconds }
    wake()
  }

  /// Calls a handler on the thread after a while.
  func wake(afterMilliseconds milliseconds: Int, _ handler: @escaping @Sendable () -> Void) {
    let (sum, isLate) = Self.now.addingReportingOverflow(Int64(clamping: max(0, milliseconds)))
    let alarm = Alarm(due: isLate ? .max : sum, handler: handler)
    state.withLock { state in
      guard !state.isEnded else { return }
      // Alarms that are due at the same time go off in the order they were set.
      let place = state.alarms.lastIndex { $0.due > alarm.due }.map { $0 + 1 } ?? 0
      state.alarms.insert(alarm, at: place)
    }
    wake()
  }

  /// Milliseconds of a clock that never goes back.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  // MARK: An executor

  func enqueue(_ job: consuming ExecutorJob) {
    add(.own(UnownedJob(job)))
  }

  private func add(_ job: Job) {
    state.withLock { $0.jobs.append(job) }
    wake()
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  func checkIsolated() {
    let isOwn = state.withLock { state in
      state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
    }
    precondition(isOwn, "called outside of the terminal's thread")
  }

  // MARK: Guests

  /// Runs tasks on the thread that would run on the common pool.
  ///
  /// Keys wait meanwhile, so it is for what takes a few milliseconds.
  final class Guests: TaskExecutor {
    private let thread: TerminalThread

    /// Guests of a thread.
    init(of thread: TerminalThread) { self.thread = thread }

    func enqueue(_ job: consuming ExecutorJob) {
      thread.add(.guest(UnownedJob(job), of: self))
    }
  }

  // MARK: The thread

  private func wake() {
    let sleeps = state.withLock { state in
      defer { state.isSleeping = false }
      return state.isSleeping
    }
    guard sleeps else { return }
    var one: UInt64 = 1
    _ = write(bell, &one, 8)
  }

  /// Runs the jobs that wait; without any, sleeps and then handles what woke it.
  private func turn() {
    let jobs = state.withLock { state in
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in jobs { run(job) }
    if jobs.isEmpty { sleep() }
  }

  private func run(_ job: Job) {
    switch job {
    case .own(let job): job.runSynchronously(on: asUnownedSerialExecutor())
    case .guest(let job, let executor):
      job.runSynchronously(on: executor.asUnownedTaskExecutor())
    }
  }

  private func sleep() {
    let awaited: (watches: [Watch], writer: Watch?)? = state.withLock { state in
      guard state.jobs.isEmpty else { return nil }
      state.isSleeping = true
      return (state.watches, state.isWriting ? state.writer : nil)
    }
    guard let (watches, writer) = awaited else { return }
    var polled = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
    polled += watches.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    if let writer {
      polled.append(pollfd(fd: writer.descriptor, events: Int16(POLLOUT), revents: 0))
    }
    let ready = poll(&polled, nfds_t(polled.count), patience)
    state.withLock { $0.isSleeping = false }
    guard ready >= 0 else { return }
    if polled[0].revents != 0 {
      var count: UInt64 = 0
      _ = read(bell, &count, 8)
    }
    for (watch, polled) in zip(watches, polled.dropFirst()) where polled.revents != 0 {
      watch.handler()
    }
    noticeDeadline()
    ringAlarms()
    if let writer, let last = polled.last, last.revents != 0 { writer.handler() }
  }

  private func ringAlarms() {
    let now = Self.now
    let due = state.withLock { state -> [Alarm] in
      let first = state.alarms.firstIndex { $0.due <= now } ?? state.alarms.count
      defer { state.alarms.removeSubrange(first...) }
      return state.alarms[first...].reversed()
    }
    for alarm in due { alarm.handler() }
  }

  /// Milliseconds until the deadline, for `poll`.
  private var patience: Int32 {
    let deadline = state.withLock { state in
      [state.deadline, state.alarms.last?.due].compactMap(\.self).min()
    }
    guard let deadline else { return -1 }
    return Int32(clamping: max(0, deadline.subtractingReportingOverflow(Self.now).partialValue))
  }

  private func noticeDeadline() {
    let now = Self.now
    let handler = state.withLock { state -> (@Sendable () -> Void)? in
      guard let deadline = state.deadline, deadline <= now else { return nil }
      state.deadline = nil
      return state.onDeadline
    }
    handler?()
  }
}
