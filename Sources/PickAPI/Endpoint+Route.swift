extension Endpoint {
  /// What the paths of this version begin with.
  public static let prefix = "/api/v1"

  /// How it is called.
  public var route: Route {
    switch self {
    case .signIn, .refresh, .signOut, .session, .sessions, .endSession, .changePassword:
      signingInRoute
    case .home, .shelf, .shelfCards, .category, .search, .title, .explanation, .myPage, .myList,
      .history, .taste:
      Route(.get, Self.prefix + pageTemplate, .accessToken)
    case .addToMyList, .removeFromMyList, .setThumb, .withdrawThumb, .hide, .unhide, .forget:
      choosingRoute
    case .markWatched, .unmarkWatched, .savePlayback, .recordWatchEvents, .recordDetailViews,
      .recordImpressions:
      watchingRoute
    case .authorizeDevice, .pollDeviceToken, .pendingDevice, .approveDevice, .denyDevice,
      .activationForm, .activate:
      deviceRoute
    case .live: Route(.get, "/live", .anyone)
    case .ready: Route(.get, "/ready", .anyone)
    case .keySet: Route(.get, "/.well-known/jwks.json", .anyone)
    case .openAPI: Route(.get, "/openapi.yaml", .anyone)
    }
  }

  private var signingInRoute: Route {
    switch self {
    case .signIn: api(.post, "/sign-in", .anyone, .small)
    case .refresh: api(.post, "/refresh", .refreshToken, .small)
    case .signOut: api(.post, "/sign-out", .expiredAccessToken, .small)
    case .sessions: api(.get, "/sessions", .accessToken)
    case .endSession: api(.delete, "/sessions/{session}", .accessToken)
    case .changePassword: api(.post, "/password", .accessToken, .small)
    default: api(.get, "/session", .accessToken)
    }
  }

  private var pageTemplate: String {
    switch self {
    case .shelf: "/home/shelves/{shelf}"
    case .shelfCards: "/home/shelves/{shelf}/cards"
    case .category: "/categories/{category}"
    case .search: "/search"
    case .title: "/titles/{title}"
    case .explanation: "/titles/{title}/explanation"
    case .myPage: "/my-page"
    case .myList: "/my-list"
    case .history: "/history"
    case .taste: "/taste"
    default: "/home"
    }
  }

  private var choosingRoute: Route {
    switch self {
    case .addToMyList: api(.put, "/my-list/{title}", .accessToken)
    case .removeFromMyList: api(.delete, "/my-list/{title}", .accessToken)
    case .setThumb: api(.put, "/titles/{title}/thumb", .accessToken, .small)
    case .withdrawThumb: api(.delete, "/titles/{title}/thumb", .accessToken)
    case .hide: api(.put, "/titles/{title}/hidden", .accessToken)
    case .unhide: api(.delete, "/titles/{title}/hidden", .accessToken)
    default: api(.put, "/titles/{title}/forgotten", .accessToken)
    }
  }

  private var watchingRoute: Route {
    switch self {
    case .markWatched: api(.post, "/assets/{asset}/watched", .accessToken, .small)
    case .unmarkWatched: api(.post, "/assets/{asset}/unwatched", .accessToken, .small)
    case .savePlayback: api(.put, "/playbacks/{event}", .accessToken, .small)
    case .recordDetailViews: api(.post, "/detail-views", .accessToken, .batch)
    case .recordImpressions: api(.post, "/impressions", .accessToken, .batch)
    default: api(.post, "/watch-events", .accessToken, .batch)
    }
  }

  private var deviceRoute: Route {
    switch self {
    case .authorizeDevice: api(.post, "/device/authorization", .anyone, .small)
    case .pollDeviceToken: api(.post, "/device/token", .deviceCode, .small)
    case .pendingDevice: api(.post, "/device/pending", .accessToken, .small)
    case .approveDevice: api(.post, "/device/approval", .accessToken, .small)
    case .denyDevice: api(.post, "/device/denial", .accessToken, .small)
    case .activate: Route(.post, "/activate", .anyone, .form)
    default: Route(.get, "/activate", .anyone)
    }
  }

  private func api(
    _ method: Route.Method, _ path: String, _ caller: Route.Caller, _ body: Route.Body = .none
  ) -> Route {
    Route(method, Self.prefix + path, caller, body)
  }
}
