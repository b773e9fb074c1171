import PickModel
import Synchronization

/// Remembers for whom a first page was made since the program started.
final class FirstPageChores: Sendable {
  private let viewers = Mutex<Set<Viewer.ID>>([])

  /// Whether this is the viewer's first page; `true` once.
  func isFirstPage(of viewer: Viewer.ID) -> Bool {
    viewers.withLock { $0.insert(viewer).inserted }
  }
}
