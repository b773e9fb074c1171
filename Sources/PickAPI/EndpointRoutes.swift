import PickModel

extension Endpoint {
  /// Everything about the endpoint.
  public var route: Route {
    switch self {
    // MARK: Signing in
    case .signIn:
      api(
        .post, "/sign-in", .anyone, .signIn, "Signs in with number and password.",
        .small(SignInRequest.self), .fresh(TokensAnswer.self)
      ).with {
        $0.meaning = "A session has begun."
        $0.example = .map([
          ("number", .text("0101234567")), ("password", .text("pick-demo")),
          ("device_name", .text("living room")),
        ])
        $0.refusals = [.wrongCredentials]
      }
    case .refresh:
      api(
        .post, "/refresh", .refreshToken, .signIn, "Exchanges a refresh token for a new pair.",
        .small(RefreshRequest.self), .fresh(TokensAnswer.self)
      ).with {
        $0.meaning = "A new pair; the old refresh token is used up."
        $0.details = """
          Within ten seconds the same token gets the same successor once more (a lost answer). After
          that the session ends when the token is presented again.

          """
        $0.refusals = [.sessionOver]
      }
    case .signOut:
      api(
        .post, "/sign-out", .expiredAccessToken, .signIn,
        "Ends this session, or all of the account.", .small(SignOutRequest.self), .done
      ).with {
        $0.details = """
          An expired access token is enough: signing out must not need a refresh first.

          """
      }
    case .session:
      api(
        .get, "/session", .accessToken, .signIn, "Who is signed in, and until when.", .none,
        .fresh(SessionPayload.self))
    case .sessions:
      api(
        .get, "/sessions", .accessToken, .signIn, "Where the account is signed in.", .none,
        .fresh(SessionsPayload.self))
    case .endSession:
      api(
        .delete, "/sessions/{session}", .accessToken, .signIn, "Signs one device out.", .none, .done
      )
      .with { $0.parameters = [.session] }
    case .changePassword:
      api(
        .post, "/password", .accessToken, .signIn,
        "Replaces the password; other devices are signed out.", .small(PasswordRequest.self), .done
      ).with { $0.refusals = [.unacceptable] }

    // MARK: Pages
    case .home: page("/home", .pages, "The front page; at most 20 KiB.", HomePayload.self)
    case .shelf:
      page(
        "/home/shelves/{shelf}", .pages, "One whole shelf of the front page.", ShelfResult.self,
        .shelf)
    case .shelfCards:
      page(
        "/home/shelves/{shelf}/cards", .pages,
        "The cards of a shelf that follow those it came with.", ShelfPart.self, .shelf, .after)
    case .category:
      page(
        "/categories/{category}", .pages, "One category, a shelf a genre.", CategoryPage.self,
        .category)
    case .search:
      page(
        "/search", .pages, "Titles that match words and a filter, in an order.",
        SearchResults.self, .query, .limit, .offset, .inCategory, .genre, .yearFrom, .yearTo, .age,
        .unseen, .length, .order, .adult
      ).with {
        $0.details = """
          Without words all titles match that pass the filter; without both none do. `genres`, and with
          an order by name `initials`, come with the first cards only.

          """
      }
    case .title:
      page("/titles/{title}", .pages, "Everything about one title.", TitlePage.self, .title)
    case .picture:
      api(
        .get, "/titles/{title}/picture", .accessToken, .pages, "The picture of a title.", .none,
        .picture
      ).with {
        $0.meaning = "The picture, at most as wide as was asked for."
        $0.parameters = [.title, .width, .version]
        $0.details = """
          Asked for by its version, it never changes and may be kept for good; without one, or with
          an older one, the answer is the picture there is now, to be asked about each time.

          """
      }
    case .explanation:
      page(
        "/titles/{title}/explanation", .pages, "How the score of a title is made up.",
        Explanation.self, .title)
    case .myPage: page("/my-page", .own, "Everything of a viewer's own page.", MyPage.self)
    case .myList:
      page("/my-list", .own, "The viewer's list, last added first.", CardsPayload.self)
    case .history:
      page("/history", .own, "What was watched, last watched first.", HistoryPayload.self)
    case .taste: page("/taste", .own, "What the watching is made of.", TastePayload.self)

    // MARK: Choosing
    case .addToMyList: choice(.put, "/my-list/{title}", "Puts a title on the list.")
    case .removeFromMyList: choice(.delete, "/my-list/{title}", "Takes a title off the list.")
    case .setThumb:
      choice(
        .put, "/titles/{title}/thumb", "Says what the viewer thinks of a title.",
        .small(ThumbRequest.self)
      ).with { $0.example = .map([("thumb", .text("up"))]) }
    case .withdrawThumb: choice(.delete, "/titles/{title}/thumb", "Takes a thumb back.")
    case .hide: choice(.put, "/titles/{title}/hidden", "Hides a title from shelves.")
    case .unhide: choice(.delete, "/titles/{title}/hidden", "Shows a hidden title again.")
    case .forget:
      choice(
        .put, "/titles/{title}/forgotten",
        "Leaves a title out of history and recommendations until it is watched again.")
    case .unforget:
      choice(
        .delete, "/titles/{title}/forgotten", "Lets all that was watched of a title count again.")
    case .withdraw:
      choice(
        .put, "/titles/{title}/withdrawn",
        "Withdraws what was watched of a title since an instant, as if nobody had watched it.",
        .small(WithdrawRequest.self)
      ).with {
        $0.details = """
          Unlike a forgotten title it may be recommended at once, and what is withdrawn counts no
          longer in what is popular. A kiosk ends each visit so, since its visitors share one viewer.

          """
        $0.example = .map([("since", .integer(1_795_181_400_000))])
      }
    case .setAside:
      choice(
        .put, "/titles/{title}/set-aside",
        "Takes a title out of continue watching until it is watched again; its history stays.")
    case .putBack:
      choice(.delete, "/titles/{title}/set-aside", "Puts a title back into continue watching.")

    case .arrangeHome:
      api(
        .put, "/home/arrangement", .accessToken, .choices,
        "Says in which order the shelves of the front page stand, and which of them.",
        .small(HomeArrangementRequest.self), .done
      ).with {
        $0.details = """
          Shelves that are missing stand at the end; the hero stays first; where all are off, all are
          on. The arrangement is part of the viewer's own page.

          """
        $0.example = .map([
          (
            "shelves",
            .list([
              .map([("shelf", .text("top10")), ("is_on", .boolean(true))]),
              .map([("shelf", .text("my_list")), ("is_on", .boolean(false))]),
            ])
          )
        ])
      }

    // MARK: Watching
    case .markWatched: mark("/assets/{asset}/watched", "Marks an asset as watched.")
    case .unmarkWatched:
      mark("/assets/{asset}/unwatched", "Takes back that an asset was watched.").with {
        $0.details = """
          The viewer stands where they stood before it was marked, or before playback reached its end.
          Marking it again right after puts that back, too. Nothing happens to what is not watched.

          """
      }
    case .savePlayback:
      api(
        .put, "/playbacks/{event}", .accessToken, .watching,
        "Says where a running playback stands; every ten seconds.", .small(PlaybackRequest.self),
        .done
      ).with {
        $0.parameters = [.event]
        $0.details = """
          Becomes the event of that identity when the player dies without sending it.

          """
        $0.refusals = [.unacceptable]
      }
    case .recordWatchEvents:
      facts("/watch-events", "Records finished playbacks.", WatchEventsRequest.self)
    case .recordDetailViews:
      facts("/detail-views", "Records opened detail pages.", DetailViewsRequest.self)
    case .recordImpressions:
      facts("/impressions", "Records cards that were visible.", ImpressionsRequest.self)

    // MARK: Device sign-in
    case .authorizeDevice:
      api(
        .post, "/device/authorization", .anyone, .device, "Begins to sign a device in.",
        .small(DeviceAuthorizationRequest.self), .fresh(DeviceAuthorizationAnswer.self))
    case .pollDeviceToken:
      api(
        .post, "/device/token", .deviceCode, .device,
        "Asks whether the device has been approved.", .small(DeviceTokenRequest.self),
        .fresh(TokensAnswer.self)
      ).with {
        $0.details = """
          Until it is approved, the answer is a problem: `authorization_pending`, `slow_down` (the
          interval grew by 5 seconds), `access_denied` or `expired_token`. Tokens are given out once.

          """
      }
    case .pendingDevice:
      decision(
        "/device/pending", "Which device waits under a code.", .fresh(PendingDevicePayload.self))
    case .approveDevice:
      decision("/device/approval", "Signs the device in that waits under a code.")
    case .denyDevice: decision("/device/denial", "Turns the device away that waits under a code.")
    case .activationForm:
      Route(
        .get, "/activate", .anyone, .device,
        "The page on which a code is typed; works without script.", .none, .html
      ).with {
        $0.meaning = "The form."
        $0.parameters = [.code, .language]
      }
    case .activate:
      Route(
        .post, "/activate", .anyone, .device,
        "Approves or denies a device with number and password.",
        .form, .html
      ).with { $0.meaning = "The waiting device, with a form to decide; or what became of it." }

    // MARK: Operating
    case .live: Route(.get, "/live", .anyone, .operating, "The process answers.", .none, .word)
    case .ready:
      Route(
        .get, "/ready", .anyone, .operating,
        "The server can serve; 503 with a word when it cannot.",
        .none, .word
      ).with { $0.refusals = [.notReady] }
    case .keySet:
      Route(
        .get, "/.well-known/jwks.json", .anyone, .operating,
        "The keys access tokens are signed with (RFC 7517).", .none, .keySet
      ).with { $0.refusals = [.unavailable] }
    case .openAPI:
      Route(.get, "/openapi.yaml", .anyone, .operating, "This document.", .none, .document)
    }
  }

  private func api(
    _ method: Route.Method, _ path: String, _ caller: Route.Caller, _ topic: Route.Topic,
    _ summary: String, _ body: Route.Body, _ answer: Route.Answer
  ) -> Route { Route(method, Self.prefix + path, caller, topic, summary, body, answer) }

  private func page(
    _ path: String, _ topic: Route.Topic, _ summary: String, _ payload: any WirePayload.Type,
    _ parameters: Parameter...
  ) -> Route {
    api(.get, path, .accessToken, topic, summary, .none, .page(payload))
      .with { $0.parameters = parameters }
  }

  private func choice(
    _ method: Route.Method, _ path: String, _ summary: String, _ body: Route.Body = .none
  ) -> Route {
    api(method, path, .accessToken, .choices, summary, body, .done)
      .with { $0.parameters = [.title] }
  }

  private func mark(_ path: String, _ summary: String) -> Route {
    api(
      .post, path, .accessToken, .watching, summary, .small(MarkWatchedRequest.self), .done
    ).with {
      $0.parameters = [.asset]
      $0.refusals = [.unacceptable]
    }
  }

  private func facts(_ path: String, _ summary: String, _ body: any WirePayload.Type) -> Route {
    api(
      .post, path, .accessToken, .watching, summary, .batch(body), .fresh(BatchAnswer.self))
  }

  private func decision(
    _ path: String, _ summary: String, _ answer: Route.Answer = .done
  ) -> Route {
    api(.post, path, .accessToken, .device, summary, .small(UserCodeRequest.self), answer)
      .with { $0.refusals = [.notFound] }
  }
}
