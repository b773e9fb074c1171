import PickAPI

/// Puts every endpoint of the wire that is about one viewer into the route table.
struct Controllers {
  private let backend: Backend
  private let pages: Pages
  private let quotas = FactQuotas()

  init(_ backend: Backend) {
    self.backend = backend
    pages = Pages(
      engine: backend.engine, cache: PageCache(isShared: backend.isShared),
      counters: backend.counters)
  }

  func add(to routes: inout RouteTable) {
    SignInController(backend: backend, pages: pages).add(to: &routes)
    SessionController(backend: backend).add(to: &routes)
    DeviceController(backend).add(to: &routes)
    ActivationController(parts: backend.signIn).add(to: &routes)
    KeySetController(parts: backend.signIn).add(to: &routes)
    PageController(engine: backend.engine, pages: pages).add(to: &routes)
    MyPageController(backend: backend).add(to: &routes)
    ChoiceController(engine: backend.engine, pages: pages, quotas: quotas).add(to: &routes)
    WatchController(
      engine: backend.engine, pages: pages, counters: backend.counters, quotas: quotas
    ).add(to: &routes)
    DocumentController().add(to: &routes)
  }
}
