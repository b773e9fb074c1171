import PickClient
import PickModel

/// What is different when a server answers: it may be far, and it may be away.
extension AppModel {
  /// Milliseconds between two looks whether the server is back; the service asks it less often.
  private static let lookOutMilliseconds = 3000

  /// Shows the front page as it was, then lets the server be asked: nothing of the network is
  /// touched before the first frame is painted.
  mutating func begin(with outcome: Outcome<Answer>) -> [Effect] {
    if case .success(.lastHome(let last?)) = outcome {
      pages.forEach { page in
        guard case .home(var home) = page, home.page.value == nil else { return }
        home.showOld(last)
        page = .home(home)
      }
      settle()
    }
    return [.wake(.connect, afterMilliseconds: 0)]
  }

  /// Asks the server for the first time.
  mutating func connect() -> [Effect] {
    guard session == .unknown else { return [] }
    return guardNavigation() + ask(.home)
  }

  /// A server takes its time: where its page will be is shown at once, not after a tenth of a
  /// second.
  mutating func showSkeleton() {
    pages.forEach { page in
      guard case .home(let home) = page, let request = home.page.waitingFor else { return }
      page.change { $0.turnSlow(request) }
    }
  }

  /// Asks how things stand with the server, where there is one.
  mutating func askAboutServer() -> [Effect] {
    guard options.isRemote, case .signedIn = session else { return [] }
    return ask(.cautions)
  }

  /// Takes in how things stand: while the server is away somebody keeps looking out for it, and
  /// once it is back the shown page comes anew.
  mutating func note(_ cautions: SessionCautions) -> [Effect] {
    let isBack = self.cautions.isOffline && !cautions.isOffline
    self.cautions = cautions
    if isBack { return askForTop() + (pages.top.headerEntry == .home ? [] : ask(.home)) }
    guard cautions.isOffline, !isLookingOut else { return [] }
    isLookingOut = true
    return [.wake(.lookOut, afterMilliseconds: Self.lookOutMilliseconds)]
  }

  mutating func lookOut() -> [Effect] {
    isLookingOut = false
    guard cautions.isOffline, case .signedIn = session else { return [] }
    return guardNavigation() + ask(.cautions)
  }
}
