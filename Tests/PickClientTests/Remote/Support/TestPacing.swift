import PickClient
import Synchronization

/// A stop-watch that only pauses move: nobody waits, and every pause is remembered.
final class TestPacing: Sendable {
  private struct State {
    var elapsed = Duration.zero
    var pauses: [Duration] = []
  }

  private let state = Mutex(State())
  private let chance: Double

  /// Pacing whose chance always says `chance`.
  init(chance: Double = 1) { self.chance = chance }

  /// What was waited so far, pause by pause.
  var pauses: [Duration] { state.withLock { $0.pauses } }

  /// Lets time pass.
  func advance(by duration: Duration) { state.withLock { $0.elapsed += duration } }

  var pacing: Pacing {
    Pacing(
      elapsed: { self.state.withLock { $0.elapsed } },
      pause: { pause in
        self.state.withLock { state in
          state.elapsed += pause
          state.pauses.append(pause)
        }
      },
      chance: { self.chance })
  }
}
