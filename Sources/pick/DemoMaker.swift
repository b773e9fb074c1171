import Glibc
import PickCore
import PickModel
import Synchronization

/// Makes the demo world the first time, and says how far it is.
enum DemoMaker {
  static func make(at path: String) async throws(Failure) {
    let line = ProgressLine()
    let recipe = DemoRecipe(until: SeoulTime(SystemWallClock().now()))
    do {
      _ = try await CreateDemoWorld().run(recipe, at: path) { progress in
        switch progress {
        case .living(let viewers, let total): line.show("living", viewers, of: total, from: 0)
        case .storing(let rows, let total): line.show("storing", rows, of: total, from: 50)
        }
      }
    } catch {
      line.finish()
      throw failure(error, path)
    }
    line.finish()
  }

  private static func failure(_ error: DemoError, _ path: String) -> Failure {
    switch error {
    case .store(let error): Failure(error, path: path)
    case .inUse: Failure(.tryAgain, "\(path) is being made by another program. Wait a moment.")
    case .notADemo: Failure(.badData, "\(path) is there already and is no demo world.")
    default: Failure(.inputOutput, "The demo world could not be made at \(path).")
    }
  }
}

/// One line on standard error, rewritten while it is a terminal.
final class ProgressLine: Sendable {
  private let shown = Mutex(-1)
  private let isTerminal: Bool
  private let write: @Sendable (String) -> Void

  init(
    isTerminal: Bool = StandardError.isTerminal,
    write: @escaping @Sendable (String) -> Void = StandardError.write
  ) {
    self.isTerminal = isTerminal
    self.write = write
  }

  /// Says that a half of the work is done so far.
  func show(_ phase: String, _ done: Int, of total: Int, from base: Int) {
    guard isTerminal, total > 0 else { return }
    let percent = base + min(50, done * 50 / total)
    let isNews = shown.withLock { last in
      defer { last = max(last, percent) }
      return percent > last
    }
    guard isNews else { return }
    let bar = String(repeating: "#", count: percent / 10)
    let rest = String(repeating: ".", count: 10 - percent / 10)
    write(
      RewrittenLine.showing(
        "헬로 Pick · \(percent) % [\(bar)\(rest)] 데모 세상을 만드는 중 (making the demo world)"))
  }

  /// Clears the line.
  func finish() {
    if shown.withLock({ $0 >= 0 }) { write(RewrittenLine.cleared) }
  }
}
