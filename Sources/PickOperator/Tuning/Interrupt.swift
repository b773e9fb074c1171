import Dispatch
import Glibc
import Synchronization

/// Turns the first Ctrl-C into a wish to stop; the second one ends the process as usual.
struct Interrupt: ~Copyable {
  /// Whether somebody asked to stop.
  final class Wish: Sendable {
    private let wasMade = Atomic(false)

    var isMade: Bool { wasMade.load(ordering: .relaxed) }

    fileprivate func make() { wasMade.store(true, ordering: .relaxed) }
  }

  let wish: Wish
  private let source: any DispatchSourceSignal

  /// Listens until it is let go.
  init() {
    let wish = Wish()
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT)
    source.setEventHandler {
      wish.make()
      signal(SIGINT, SIG_DFL)
    }
    source.resume()
    self.wish = wish
    self.source = source
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
