import PickModel

extension Strings {
  /// The name of a shelf.
  func heading(of kind: Shelf.Kind, at now: Instant) -> String {
    switch kind {
    case .continueWatching: self[.shelfContinue]
    case .pickedForYou: self[.shelfPicked]
    case .becauseWatched(let title): text(.shelfBecause, ["title": quoted(text(title.name))])
    case .similarToLastWatched: self[.shelfSimilar]
    case .favouriteGenre: self[.shelfFavourite]
    case .newEpisodes: self[.shelfNewEpisodes]
    case .top10: self[.shelfTop10]
    case .newReleases: self[.shelfNewReleases]
    case .myList: self[.shelfMyList]
    case .genre(let genre): text(genre.name)
    case .noGenre: self[.shelfOther]
    case .hero(let tab): heading(of: tab, at: now)
    }
  }

  /// Why a shelf is there, beside its name; nothing where the name says it already.
  ///
  /// - Parameters:
  ///   - kind: which shelf it is.
  ///   - isBrief: whether only what the name leaves open is said: on shelves with pictures the focused
  ///     card says why it is there.
  /// - Returns: the words, muted on the screen.
  func reason(of kind: Shelf.Kind, isBrief: Bool = false) -> String {
    if isBrief {
      switch kind {
      case .continueWatching, .pickedForYou, .becauseWatched, .newEpisodes, .top10, .newReleases,
        .myList:
        return ""
      case .similarToLastWatched, .favouriteGenre, .genre, .noGenre, .hero: break
      }
    }
    return words(for: kind)
  }

  private func words(for kind: Shelf.Kind) -> String {
    switch kind {
    case .pickedForYou: self[.shelfReasonPicked]
    case .similarToLastWatched(let title): text(title.name)
    case .favouriteGenre(let genre): text(genre.name)
    case .newReleases: self[.shelfReasonPopular]
    case .continueWatching, .becauseWatched, .newEpisodes, .top10, .myList, .genre, .noGenre,
      .hero:
      ""
    }
  }

  /// The hero names the window its titles are rising in.
  private func heading(of tab: HeroTab, at now: Instant) -> String {
    switch tab {
    case .realtime:
      let time = SeoulTime(now)
      return text(.heroNow, ["time": clock(time), "hour": String(time.hour)])
    case .weekday: return self[.heroRisingWeekday]
    case .weekend: return self[.heroRisingWeekend]
    case .fridayNight: return self[.heroRisingFridayNight]
    }
  }

  /// The name of a tab of the hero.
  func label(of tab: HeroTab) -> String {
    switch tab {
    case .realtime: self[.heroRealtime]
    case .weekday: self[.heroWeekday]
    case .weekend: self[.heroWeekend]
    case .fridayNight: self[.heroFridayNight]
    }
  }

  /// The name of a category.
  func label(of category: Category?) -> String {
    switch category {
    case .broadcast: self[.pageBroadcast]
    case .drama: self[.pageDrama]
    case .film: self[.pageFilm]
    case .kids: self[.pageKids]
    case .animation: self[.pageAnimation]
    case nil: self[.categoryNone]
    }
  }

  /// The name of a page of the header.
  func label(of entry: HeaderEntry) -> String {
    switch entry {
    case .home: self[.pageHome]
    case .category(let category): label(of: category)
    case .search: self[.pageSearch]
    case .myPage: self[.pageMine]
    case .signOut: self[.signOut]
    }
  }
}

extension Strings {
  /// A card in words and colours.
  ///
  /// - Parameters:
  ///   - card: what the service says of the title.
  ///   - kind: the shelf it stands on, whose name may say already why.
  ///   - rank: shown on the strip of a ranking.
  ///   - choice: what the viewer chose for the title.
  ///   - checkMark: before what was watched.
  /// - Returns: the card to draw.
  func cardView(
    of card: Card, on kind: Shelf.Kind? = nil, rank: Int? = nil, choice: AppModel.Choice? = nil,
    checkMark: String = ""
  ) -> CardView {
    let look = TitleLook(card)
    var view = CardView(
      name: text(card.name), strip: look.art.look.strip,
      badge: rank.map(String.init) ?? badge(of: card),
      corner: card.ageRating.map { age($0) } ?? "",
      facts: facts(of: card).joined(separator: " · "),
      progress: card.playable?.progress.flatMap { $0.isFinished ? nil : $0.ratio })
    view.look = look
    view.rank = rank
    view.sign = sign(of: card)
    view.mark = mark(of: card, choice, checkMark)
    view.note = note(of: card)
    view.reason = whyHere(card, on: kind)
    return view
  }

  /// What is new about a card.
  private func sign(of card: Card) -> String {
    switch card.reason {
    case .newEpisode: self[.shelfNewEpisodes]
    case .newRelease: self[.cardNew]
    case .unfinished, .nextEpisode, .becauseWatched, .similar, .favouriteGenre, .popularAtHour,
      .popularOn, .popular, .onMyList, .genre, .category, .matchesSearch:
      ""
    }
  }

  private func mark(of card: Card, _ choice: AppModel.Choice?, _ checkMark: String) -> String {
    let isWatched = card.playable?.progress?.isFinished == true && card.kind == .film
    let marks: [String?] = [
      choice?.thumb == .up ? "♥" : nil, isWatched ? checkMark.trimmed() : nil,
      card.ageRating == .nineteen ? "19" : nil,
    ]
    return marks.compactMap { $0 }.joined(separator: " ")
  }

  /// Below the name of a wide card: the episode and what is left of it, or what the title is.
  private func note(of card: Card) -> String {
    let remains = card.playable?.progress.flatMap { left(of: $0) }
    if let episode = card.playable?.episode, isAboutEpisodes(card.reason) {
      return [name(episode), remains ?? self[.reasonNextEpisode]].joined(separator: " · ")
    }
    return remains ?? facts(of: card).joined(separator: " · ")
  }

  /// What is left of a part that was begun: `41분 남음`.
  func left(of progress: WatchProgress) -> String? {
    guard !progress.isFinished, progress.position > 0, let length = progress.runningSeconds else {
      return nil
    }
    let seconds = max(0, length - progress.position)
    return text(
      .cardLeft, ["time": seconds < 3600 ? minutes(seconds: seconds) : hours(seconds: seconds)])
  }

  /// Why a card is where it is, unless the shelf's name says so, and what it is.
  private func whyHere(_ card: Card, on shelf: Shelf.Kind?) -> String {
    let isSaid = shelf.map { $0.says(card.reason) } ?? false
    var line = FactLine()
    line.add(isSaid ? nil : sentence(for: card.reason), weight: 3)
    line.add(card.ageRating.map { age($0) }, weight: 2)
    line.add(card.year.map(String.init), weight: 1)
    line.add(kind(card.kind, beside: card.reason.category), weight: 0)
    return line.text(within: .max)
  }

  /// The same in so many columns: first without what is left, then without the episode.
  func playLabel(
    _ episode: EpisodeNumber?, _ progress: WatchProgress?, within columns: Int
  ) -> String {
    let remains = progress.flatMap { left(of: $0) }
    let verb = self[remains == nil ? .detailWatch : .detailResume]
    let brief = episode.map { name($0) + " " + verb } ?? verb
    return [playLabel(episode, progress), brief].first { DisplayWidth.of($0) <= columns } ?? verb
  }

  /// What the main button of a title does: `7회 이어보기 · 40분 남음`.
  func playLabel(_ episode: EpisodeNumber?, _ progress: WatchProgress?) -> String {
    let remains = progress.flatMap { left(of: $0) }
    let verb = self[remains == nil ? .detailWatch : .detailResume]
    let what = episode.map { name($0) + " " } ?? ""
    return what + verb + (remains.map { " · " + $0 } ?? "")
  }

  /// Why the hero shows a title at this time.
  func whyNow(_ tab: HeroTab, rank: Int, at now: Instant) -> String {
    let rising =
      rank == 1 ? self[.heroFirst] : text(.heroNth, ["rank": String(rank)])
    return [window(of: tab, at: now), rising].joined(separator: ", ")
  }

  private func window(of tab: HeroTab, at now: Instant) -> String {
    switch tab {
    case .realtime: text(.heroHour, ["hour": String(SeoulTime(now).hour)])
    case .weekday: self[.heroOnWeekday]
    case .weekend: self[.heroOnWeekend]
    case .fridayNight: self[.heroOnFridayNight]
    }
  }

  /// The text on the strip: the episode that plays next, or the genre.
  private func badge(of card: Card) -> String {
    if let episode = card.playable?.episode, isAboutEpisodes(card.reason) { return name(episode) }
    return genre(of: card).map { text($0.name) } ?? label(of: card.category)
  }

  /// The genre a card is there for, or else its main one.
  private func genre(of card: Card) -> Genre? {
    switch card.reason {
    case .favouriteGenre(let genre), .genre(let genre): genre
    case .unfinished, .nextEpisode, .newEpisode, .becauseWatched, .similar, .newRelease,
      .popularAtHour, .popularOn, .popular, .onMyList, .category, .matchesSearch:
      card.genre
    }
  }

  private func isAboutEpisodes(_ reason: Reason) -> Bool {
    switch reason {
    case .unfinished, .nextEpisode, .newEpisode: true
    case .becauseWatched, .similar, .favouriteGenre, .newRelease, .popularAtHour, .popularOn,
      .popular, .onMyList, .genre, .category, .matchesSearch:
      false
    }
  }

  /// Year and kind, as far as they are known.
  func facts(of card: Card) -> [String] {
    [card.year.map(String.init), label(of: card.kind)].compactMap { $0 }
  }

  /// Film or series.
  func label(of kind: Title.Kind) -> String {
    switch kind {
    case .film: self[.kindFilm]
    case .series: self[.kindSeries]
    }
  }

  /// Film or series, where the category beside it does not say so.
  func kind(_ kind: Title.Kind, beside category: Category?) -> String? {
    kind == .film && category == .film ? nil : label(of: kind)
  }

  /// The youngest age.
  func age(_ rating: AgeRating) -> String {
    rating == .all ? self[.ageAll] : text(.ageFrom, ["age": String(rating.rawValue)])
  }

  /// An episode; its season only where there can be more than one.
  func name(_ episode: EpisodeNumber, showsSeason: Bool = true) -> String {
    guard showsSeason, episode.season > 1 else {
      return text(.episode, ["number": String(episode.number)])
    }
    return text(
      .seasonEpisode, ["season": String(episode.season), "number": String(episode.number)])
  }

  /// A playable part of a title: its episode, or the name it has in the catalogue.
  ///
  /// A catalogue names parts in its own language and by the title's original name; on a screen in
  /// another language the title has the name it has everywhere there.
  func name(
    of part: TitlePage.Part, in title: Title, showsSeason: Bool = true
  ) -> String {
    if let episode = part.asset.episode { return name(episode, showsSeason: showsSeason) }
    let (name, original) = (part.asset.name, title.name.original)
    guard name.hasPrefix(original) else { return name }
    return text(title.name) + name.dropFirst(original.count)
  }
}

extension Card {
  /// The picture of the title.
  var art: TitleArt { TitleArt(name: name.original, genre: genre?.id ?? "") }
}
