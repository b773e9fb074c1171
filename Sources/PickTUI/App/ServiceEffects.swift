public import PickClient
public import PickModel
import Synchronization

/// Performs effects on a service: the live runner.
public struct ServiceEffects: EffectRunner {
  private let service: any PickService
  private let settings: any SettingsStore
  private let trainer: (any ModelTrainer)?
  private let devices: DeviceCodes?
  private let searches: KeptSearches?
  private let pictures: (any PictureSource)?
  private let report: @Sendable (Incident) -> Void

  /// A runner for a service.
  ///
  /// - Parameters:
  ///   - service: who answers.
  ///   - settings: keeps what the viewer set.
  ///   - trainer: trains a model where there is none; `nil` when none is trained.
  ///   - devices: lets devices sign in by a code; `nil` where there is no server.
  ///   - searches: keeps what viewers searched for; `nil` where it is not kept.
  ///   - pictures: fetches and draws titles' own pictures; `nil` where none are shown.
  ///   - report: writes a line of the log.
  public init(
    service: any PickService, settings: any SettingsStore, trainer: (any ModelTrainer)? = nil,
    devices: (any DeviceSignIn)? = nil, searches: KeptSearches? = nil,
    pictures: (any PictureSource)? = nil,
    report: @escaping @Sendable (Incident) -> Void = { _ in }
  ) {
    self.service = service
    self.settings = settings
    self.trainer = trainer
    self.devices = devices.map(DeviceCodes.init)
    self.searches = searches
    self.pictures = pictures
    self.report = report
  }

  /// Waits until the session is not being renewed.
  public func finish() async { await service.finish() }

  /// Whether an effect is a search that the service answers at once.
  public func runsAtOnce(_ effect: Effect) -> Bool {
    guard case .ask(.search(let query, let filter, from: _), _) = effect else { return false }
    return service.findsAtOnce(query, filter: filter)
  }

  /// Performs one effect and says what came of it.
  public func run(_ effect: Effect) async -> Message? {
    switch effect {
    case .ask(let question, let request):
      return .answered(request, question, await answer(question))
    case .signIn(let credentials, let request):
      return .answered(
        request, .signIn,
        await outcome { () async throws(ServiceError) in
          .account(try await service.signIn(credentials))
        })
    case .write(let write): return .wrote(write, failure: await failure(of: write))
    case .changePassword(let old, let new):
      return .wrote(
        .changePassword,
        failure: await failure { () async throws(ServiceError) in
          try await service.changePassword(from: old, to: new)
        })
    case .wake(let alarm, let milliseconds):
      try? await Task.sleep(for: .milliseconds(milliseconds))
      return Task.isCancelled ? nil : .alarm(alarm)
    case .keepSearches(let words, let viewer):
      searches?.save(words, of: viewer)
      return nil
    case .recallSearches(let viewer):
      let found = searches?.load(of: viewer) ?? []
      return found.isEmpty ? nil : .searchesRecalled(found, of: viewer)
    case .save(let new):
      settings.save(new)
      return nil
    case .trainIfNeeded: return await trainer?.train() == true ? .modelTrained : nil
    case .paintPicture(let request):
      let pigments = await pictures?.pigments(for: request)
      return Task.isCancelled ? nil : .pictureCame(request, pigments)
    case .report(let incident):
      report(incident)
      return nil
    case .useTheme, .quit: return nil
    // Carried out by the model.
    case .show, .play, .playOn, .back, .focusHeader, .header, .signInElsewhere, .explain,
      .toggleMyList, .toggleThumb, .toggleHidden, .toggleSetAside, .noteSearch, .toggleWatched,
      .askToForget, .tellAbout, .load, .reload, .submit, .askToSignOut, .nextTheme, .nextLanguage,
      .askToQuit, .notice:
      return nil
    }
  }

  private func answer(_ question: Question) async -> Outcome<Answer> {
    await outcome { () async throws(ServiceError) in
      switch question {
      case .authorization: .viewer(try await service.authorize())
      case .cautions: .cautions(await service.sessionCautions())
      case .lastHome: .lastHome(await service.lastHome())
      case .home: .home(try await service.home())
      case .shelf(let kind): .shelf(try await service.shelf(kind))
      case .more(let shelf, let cursor): .part(try await service.more(of: shelf, after: cursor))
      case .category(let category): .category(try await service.category(category))
      case .search(let query, let filter, from: let offset):
        .results(
          try await service.search(query, filter: filter, from: offset, limit: TitleList.portion))
      case .title(let id): .title(try await service.title(id))
      case .myPage: .myPage(try await service.myPage())
      case .explanation(let id): .explanation(try await service.explain(id))
      case .deviceCode: .deviceCode(try await found(devices).begin())
      case .deviceProgress(let code): .deviceProgress(try await found(devices).progress(of: code))
      case .pendingDevice(let code): .pendingDevice(try await found(devices).pending(code))
      case .signIn: throw .sessionEnded(.signedOut)
      }
    }
  }

  /// Device sign-in; `notFound` without a server, where no page offers it.
  private func found(_ devices: DeviceCodes?) throws(ServiceError) -> DeviceCodes {
    guard let devices else { throw .notFound }
    return devices
  }

  private func failure(of write: Write) async -> ServiceError? {
    await failure { () async throws(ServiceError) in
      switch write {
      case .setOnMyList(let isOnList, let title):
        try await service.setOnMyList(isOnList, title: title)
      case .setThumb(let thumb, let title): try await service.setThumb(thumb, title: title)
      case .setHidden(let isHidden, let title):
        try await service.setHidden(isHidden, title: title)
      case .markWatched(let asset): try await service.markWatched(asset)
      case .unmarkWatched(let asset): try await service.unmarkWatched(asset)
      case .forget(let title): try await service.forget(title)
      case .unforget(let title): try await service.unforget(title)
      case .withdraw(let title, let since): try await service.withdraw(title, since: since)
      case .setAside(let isSetAside, let title):
        try await service.setAside(isSetAside, title: title)
      case .arrangeHome(let arrangement): try await service.arrangeHome(arrangement)
      case .savePlayback(let playback): try await service.save(playback)
      case .recordPlayback(let playback): try await service.record(playback)
      case .detailView(let id, let title): try await service.recordDetailView(id, title: title)
      case .impressions(let cards): try await service.recordImpressions(cards)
      case .signOut(let everywhere): await service.signOut(everywhere: everywhere)
      case .approveDevice(let code): try await found(devices).answer(true, code)
      case .denyDevice(let code): try await found(devices).answer(false, code)
      case .changePassword: break
      }
    }
  }

  private func outcome(
    _ body: () async throws(ServiceError) -> Answer
  ) async -> Outcome<Answer> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  private func failure(_ body: () async throws(ServiceError) -> Void) async -> ServiceError? {
    do {
      try await body()
      return nil
    } catch { return error }
  }
}

/// Keeps what a viewer set for the next start.
public protocol SettingsStore: Sendable {
  /// Keeps the settings; says nothing when it cannot.
  func save(_ settings: Settings)
}

/// Trains a model in a process of its own.
public protocol ModelTrainer: Sendable {
  /// Trains when there is no model yet; returns whether one was made.
  func train() async -> Bool
}

/// Codes for signing in with another device, as a screen shows them: without the half that proves
/// whose they are.
public struct ShownCode: Hashable, Sendable, Codable {
  /// The code as a person types it: `BCDF-GHJK`.
  public let userCode: String
  /// Where it is typed.
  public let address: String
  /// The same with the code in it.
  public let completeAddress: String
  /// When the code expires.
  public let expiresAt: Instant
  /// Seconds between two questions whether the code was approved.
  public let intervalSeconds: Int

  /// The part of a code that may be shown.
  public init(_ code: DeviceCode) {
    userCode = code.userCode
    address = code.verificationURI
    completeAddress = code.completeVerificationURI
    expiresAt = code.expiresAt
    intervalSeconds = code.intervalSeconds
  }
}

/// Keeps the secret half of the code on the screen, so that no message and no recording has it.
private final class DeviceCodes: Sendable {
  private let service: any DeviceSignIn
  private let shown = Mutex<DeviceCode?>(nil)

  init(_ service: any DeviceSignIn) { self.service = service }

  /// Asks for a code to show; the one before is forgotten.
  func begin() async throws(ServiceError) -> ShownCode {
    let code = try await service.beginDeviceSignIn()
    shown.withLock { $0 = code }
    return ShownCode(code)
  }

  /// Asks what became of the code on the screen.
  func progress(of userCode: String) async throws(ServiceError) -> DevicePoll {
    guard let code = shown.withLock({ $0 }), code.userCode == userCode else { return .expired }
    return try await service.pollDeviceSignIn(code)
  }

  func pending(_ userCode: String) async throws(ServiceError) -> PendingDevice {
    try await service.pendingDevice(userCode)
  }

  /// Says yes or no to the device that shows a code.
  func answer(_ isApproved: Bool, _ userCode: String) async throws(ServiceError) {
    if isApproved {
      try await service.approveDevice(userCode)
    } else {
      try await service.denyDevice(userCode)
    }
  }
}
