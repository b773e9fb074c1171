import PickAPI

/// The controllers, and which of their methods answers each endpoint.
struct Controllers {
  private let signIn: SignInController
  private let session: SessionController
  private let device: DeviceController
  private let activation: ActivationController
  private let pages: PageController
  private let pictures: PictureController
  private let own: MyPageController
  private let choices: ChoiceController
  private let watching: WatchController
  private let operating: OperatingController

  init(_ backend: Backend, _ readiness: Readiness) {
    let quotas = FactQuotas()
    let kept = Pages(
      engine: backend.engine, cache: PageCache(isShared: backend.isShared),
      counters: backend.counters)
    signIn = SignInController(backend: backend, pages: kept)
    session = SessionController(backend: backend)
    device = DeviceController(backend: backend, pages: kept)
    activation = ActivationController(parts: backend.signIn)
    pages = PageController(engine: backend.engine, pages: kept)
    pictures = PictureController(engine: backend.engine, library: backend.pictures)
    own = MyPageController(backend: backend)
    choices = ChoiceController(engine: backend.engine, pages: kept, quotas: quotas)
    watching = WatchController(
      engine: backend.engine, pages: kept, counters: backend.counters, quotas: quotas)
    operating = OperatingController(readiness: readiness, parts: backend.signIn)
  }

  func answering(_ endpoint: Endpoint) -> RouteTable.Answering {
    switch endpoint {
    case .signIn: .open(signIn.signIn)
    case .refresh: .open(signIn.refresh)
    case .signOut: .open(session.signOut)
    case .session: .granted(session.session)
    case .sessions: .granted(session.sessions)
    case .endSession: .granted(session.endSession)
    case .changePassword: .granted(session.changePassword)
    case .home: .granted(pages.home)
    case .shelf: .granted(pages.shelf)
    case .shelfCards: .granted(pages.shelfCards)
    case .category: .granted(pages.category)
    case .search: .granted(pages.search)
    case .title: .granted(pages.title)
    case .picture: .granted(pictures.picture)
    case .explanation: .granted(pages.explanation)
    case .myPage: .granted(own.myPage)
    case .myList: .granted(own.myList)
    case .history: .granted(own.history)
    case .taste: .granted(own.taste)
    case .addToMyList: .granted(choices.addToMyList)
    case .removeFromMyList: .granted(choices.removeFromMyList)
    case .setThumb: .granted(choices.setThumb)
    case .withdrawThumb: .granted(choices.withdrawThumb)
    case .hide: .granted(choices.hide)
    case .unhide: .granted(choices.unhide)
    case .forget: .granted(choices.forget)
    case .unforget: .granted(choices.unforget)
    case .withdraw: .granted(choices.withdraw)
    case .setAside: .granted(choices.setAside)
    case .putBack: .granted(choices.putBack)
    case .arrangeHome: .granted(choices.arrangeHome)
    case .markWatched: .granted(watching.markWatched)
    case .unmarkWatched: .granted(watching.unmarkWatched)
    case .savePlayback: .granted(watching.savePlayback)
    case .recordWatchEvents: .granted(watching.watchEvents)
    case .recordDetailViews: .granted(watching.detailViews)
    case .recordImpressions: .granted(watching.impressions)
    case .authorizeDevice: .open(device.authorize)
    case .pollDeviceToken: .open(device.poll)
    case .pendingDevice: .granted(device.pending)
    case .approveDevice: .granted(device.approve)
    case .denyDevice: .granted(device.deny)
    case .activationForm: .open(activation.form)
    case .activate: .open(activation.submit)
    case .live: .open(operating.live)
    case .ready: .open(operating.ready)
    case .keySet: .open(operating.keySet)
    case .openAPI: .open(operating.document)
    }
  }
}
