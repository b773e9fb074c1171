import PickClient
import PickModel

/// Draws the whole screen.
///
/// - Parameter model: everything that is on it.
/// - Returns: a complete frame.
public func view(_ model: AppModel) -> Frame {
  let borders: BorderSet = model.options.capabilities.showsUnicode ? .unicode : .ascii
  var canvas = Canvas(size: model.size, borders: borders)
  let context = model.viewContext(borders)
  guard !model.isTooSmall else {
    TooSmallView.draw(on: &canvas, context.strings)
    return canvas.frame
  }
  let page = model.pages.top
  if page.traits.hasHeader {
    let (header, rest) = canvas.bounds.splitTop(2)
    let (content, footer) = rest.splitBottom(1)
    canvas.within(content) { page.draw(on: &$0, context) }
    let drawn = model.drawnHeader(context)
    DrawnHeader.drawings.draw(drawn, in: header, on: &canvas) {
      model.header(context).draw(on: &$0, in: header)
    }
    model.drawServerBadge(on: &canvas, context)
    DrawnFooter.drawings.draw(model.drawnFooter(drawn, context), in: footer, on: &canvas) {
      model.footer(context).draw(on: &$0, in: footer)
    }
  } else {
    page.draw(on: &canvas, context)
    // The page names its own keys, which mean nothing while a dialog is open.
    if model.overlay != nil {
      let (_, footer) = canvas.bounds.splitBottom(1)
      model.footer(context).draw(on: &canvas, in: footer)
    }
  }
  model.drawNotice(on: &canvas, context)
  if model.overlay != nil || model.kiosk.secondsLeft != nil { canvas.uncover(canvas.bounds) }
  model.overlay?.draw(on: &canvas, context)
  model.drawCountdown(on: &canvas, context)
  return canvas.frame
}

/// The content of a screen too small for pages.
private enum TooSmallView {
  /// Draws the sentence, as much of it as fits.
  static func draw(on canvas: inout Canvas, _ strings: Strings) {
    let middle = max(0, (canvas.size.rows - 1) / 2)
    canvas.textCentered(strings[.tooSmall], row: middle, Style(.notice))
    let size = Chrome.smallest
    let detail = strings.text(
      .tooSmallDetail, ["columns": String(size.columns), "rows": String(size.rows)])
    canvas.textCentered(detail, row: middle + 1, .muted)
  }
}

extension AppModel {
  /// The words in use; English where Hangul cannot be shown.
  var strings: Strings {
    Strings(
      options.capabilities.showsHangul ? settings.language : .english,
      isPlain: !options.capabilities.showsUnicode)
  }

  /// Actions no footer and no help offers: leaving a lobby, and a language that cannot be shown.
  var withheldActions: Set<Action> {
    Set(
      (options.kiosk == nil ? [] : [.quit]) + (options.capabilities.showsHangul ? [] : [.language]))
  }

  fileprivate func viewContext(_ borders: BorderSet) -> ViewContext {
    ViewContext(
      strings: strings, keyMap: options.keyMap, now: options.contentTime ?? now,
      isKiosk: options.kiosk != nil, isRemote: options.isRemote,
      isOffline: cautions.isOffline, recentSearches: recentSearches,
      showsUnicode: options.capabilities.showsUnicode,
      wall: PictureWall(
        mode: options.pictureMode, theme: settings.theme, gallery: gallery, graphics: graphics),
      lobbyWall: lobbyWall, withheld: withheldActions,
      choices: choices, settings: settings, demoAccount: options.demoAccount,
      hasFocus: headerFocus == nil && overlay == nil, checkMark: "\(borders.checkMark) ")
  }

  fileprivate func drawnHeader(_ context: ViewContext) -> DrawnHeader {
    DrawnHeader(
      language: context.strings.language, showsUnicode: context.showsUnicode,
      minute: context.now.secondsSince1970 / 60, current: pages.nearestEntry, focused: headerFocus)
  }

  fileprivate func drawnFooter(_ header: DrawnHeader, _ context: ViewContext) -> DrawnFooter {
    DrawnFooter(
      header: header, columns: size.columns, keyMap: context.keyMap, keys: footerKeys,
      withheld: context.withheld, isTyping: pages.top.traits.isTyping, isDialog: overlay != nil,
      isKiosk: context.isKiosk)
  }

  /// A dialog gets the keys: those of the page below it mean nothing now.
  private var footerKeys: [FooterKey] {
    if let overlay { return overlay.footerKeys(scrolls: overlayScrolls) }
    guard let headerFocus else { return pages.top.footerKeys(in: layout) }
    return [
      FooterKey(.left, .right, .hintChoose),
      FooterKey(.open, headerFocus == .signOut ? .signOut : nil), FooterKey(.back, .hintToPage),
    ]
  }

  fileprivate func header(_ context: ViewContext) -> Header {
    let entries = HeaderEntry.all.enumerated().map { index, entry in
      Header.Entry(
        key: index < 8 ? String(index + 1) : nil, label: context.strings.label(of: entry))
    }
    let current = pages.nearestEntry
    return Header(
      brand: context.strings[.brand], entries: entries,
      current: current.flatMap { HeaderEntry.all.firstIndex(of: $0) },
      focused: headerFocus.flatMap { HeaderEntry.all.firstIndex(of: $0) },
      clock: context.strings.clock(SeoulTime(context.now)))
  }

  /// On the blank row below the header, so that nothing moves when it comes and goes.
  fileprivate func drawServerBadge(on canvas: inout Canvas, _ context: ViewContext) {
    let page = pages.top.traits
    let badge = context.strings.serverBadge(
      cautions, builtFor: page.builtFor, isOld: page.isOld, now: now)
    guard let badge else { return }
    canvas.textRight(
      badge, at: Point(column: 1, row: 1), Style(.notice), columns: canvas.size.columns - 2)
  }

  fileprivate func footer(_ context: ViewContext) -> Footer {
    Footer(
      hints: hints(for: footerKeys, context),
      last: overlay == nil ? hints(for: [FooterKey(.help)], context).first : nil,
      status: header(context).showsClock(columns: size.columns)
        ? "" : context.strings.clock(SeoulTime(context.now)))
  }

  /// Keys for the footer; in a text field only those that type no character.
  private func hints(for keys: [FooterKey], _ context: ViewContext) -> [KeyHint] {
    let isTyping = overlay?.isTyping ?? (headerFocus == nil && pages.top.traits.isTyping)
    return options.keyMap.hints(for: keys, without: context.withheld, context.strings) { key in
      (!isTyping || key.typed == nil) && (!context.isKiosk || key.isOnRemoteControl)
    }
  }

  fileprivate func drawNotice(on canvas: inout Canvas, _ context: ViewContext) {
    guard let announcement = notice else { return }
    let said = context.strings.notice(
      announcement, retryKey: context.retryKey(.reload), undoKey: context.key(.undo))
    let rows = said.rows(columns: canvas.size.columns)
    // The player's own lines, which say where it stands, are the lowest ones.
    let place =
      pages.top.traits.isPlayer
      ? canvas.bounds.splitTop(rows).0 : canvas.bounds.splitBottom(rows + 1).1
    canvas.uncover(place)
    said.draw(on: &canvas, in: place)
  }

  fileprivate func drawCountdown(on canvas: inout Canvas, _ context: ViewContext) {
    guard let seconds = kiosk.secondsLeft else { return }
    // Above a film the question comes first: it may well be watched without a key.
    let question: MessageKey = pages.top.traits.isPlaying ? .kioskStillWatching : .kioskCountdown
    Dialog(
      question: context.strings.text(question, ["seconds": String(seconds)]),
      details: [context.strings[.kioskStay]], buttons: [], focused: 0
    ).draw(on: &canvas, in: canvas.bounds)
  }
}

/// The values every view needs: words, time, keys and choices.
struct ViewContext: Sendable {
  let strings: Strings
  let keyMap: KeyMap
  let now: Instant
  let isKiosk: Bool
  let isRemote: Bool
  /// Whether the server is away.
  let isOffline: Bool
  /// What the viewer searched for and found, the last first.
  let recentSearches: [String]
  let showsUnicode: Bool
  /// The pictures that have come, and how they are shown.
  let wall: PictureWall
  /// The titles on a lobby's wall.
  let lobbyWall: LobbyWall
  /// Actions that are not offered here.
  let withheld: Set<Action>
  let choices: [Title.ID: AppModel.Choice]
  let settings: Settings
  let demoAccount: Credentials?
  /// Whether the focus is on the page, not on the header or on what lies over it.
  let hasFocus: Bool

  /// Before what was chosen or watched.
  let checkMark: String

  /// How pictures are shown.
  var pictures: PictureMode { wall.mode }

  /// How the key of an action is written; empty when it has none, or none that a lobby names.
  func key(_ action: Action) -> String {
    guard isKiosk else { return keyMap.label(for: action) ?? "" }
    return keyMap.keys(for: action).first(where: \.isOnRemoteControl)?.label ?? ""
  }

  /// How the key is written that tries again: Enter, too, where the usual one is not named.
  func retryKey(_ action: Action) -> String {
    let usual = key(action)
    return usual.isEmpty ? key(.open) : usual
  }
}
