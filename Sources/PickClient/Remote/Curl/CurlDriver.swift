import CCurl

/// The exchanges under way and the multi handle that moves them; lives on one thread.
struct CurlDriver {
  private let library: CurlLibrary
  private let multi: CurlLibrary.Handle
  private var transfers: [CurlLibrary.Handle: CurlTransfer] = [:]

  /// What `CURLMsg.msg` says of a transfer that ended.
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

  /// Moves what can be moved, answers what ended, then sleeps until there is more to do.
  mutating func drive(waitingAtMost idle: Int32) {
    var running: Int32 = 0
    _ = library.multiPerform(multi, &running)
    var left: Int32 = 0
    while let message = library.multiInfo(multi, &left) {
      // The message is gone once its handle is.
      let (kind, code) = (message.pointee.msg, message.pointee.data.result)
      guard kind == Self.done, let handle = message.pointee.easy else { continue }
      remove(handle)?.finished(code)
    }
    // libcurl shortens the wait by its own timers.
    _ = library.multiPoll(multi, nil, 0, idle, nil)
  }

  private mutating func remove(_ handle: CurlLibrary.Handle) -> CurlTransfer? {
    _ = library.multiRemove(multi, handle)
    return transfers.removeValue(forKey: handle)
  }
}
