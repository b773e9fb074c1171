import PickClient
public import PickModel

/// A dialog over the page; it gets the keys first.
public enum Overlay: Equatable, Sendable {
  /// All keys.
  case help(firstLine: Int)
  /// "Really quit?", and whether "quit" is focused.
  case quit(isQuitFocused: Bool)
  /// "Really sign out?", and whether "sign out" is focused.
  case signOut(everywhere: Bool, isSignOutFocused: Bool)
  /// "Really forget this title?", and whether "forget" is focused.
  case forget(TitleReference, isForgetFocused: Bool)
  /// Why a title stands where it stands.
  case why(WhyModel)
  /// The whole text of a title's page.
  case about(AboutTitle)
  /// The PIN that ends a kiosk.
  case pin(PinModel)
}

extension Overlay {
  /// The keys the footer names while the dialog is open; `scrolls` says that it has more lines than
  /// show.
  func footerKeys(scrolls: Bool) -> [FooterKey] {
    switch self {
    case .help, .about:
      (scrolls ? [FooterKey(.up, .down, .hintScroll)] : []) + [FooterKey(.back, .close)]
    case .quit(let isFocused): Self.footerKeys(isFocused ? .quit : .stay, back: .stay)
    case .signOut(_, let isFocused): Self.footerKeys(isFocused ? .signOut : .stay, back: .stay)
    case .forget(_, let isFocused): Self.footerKeys(isFocused ? .forgetConfirm : .no, back: .no)
    case .why(let model):
      (model.offersFigures ? [FooterKey(.open, .whyFigures)] : []) + [FooterKey(.back, .close)]
    case .pin(let pin):
      [
        FooterKey(.open, pin.pad.focused == .done ? .hintConfirm : .hintPress),
        FooterKey(.back, .close),
      ]
    }
  }

  private static func footerKeys(_ focused: MessageKey, back: MessageKey) -> [FooterKey] {
    [
      FooterKey(.left, .right, .hintChoose), FooterKey(.open, focused), FooterKey(.back, back),
    ]
  }

  /// Whether keys go into a text field.
  var isTyping: Bool {
    if case .pin = self { true } else { false }
  }
}

extension AppModel {
  /// Handles a key while a dialog is open.
  mutating func pressOverlay(_ event: InputEvent) -> [Effect] {
    if case .pin(let pin) = overlay { return press(event, pin) }
    guard case .key(let key) = event else { return [] }
    let action = options.keyMap.action(for: key)
    switch overlay {
    case .help(let line): return pressHelp(action, line)
    case .quit(let isFocused): return pressQuit(action, isFocused)
    case .signOut(let everywhere, let isFocused):
      return pressSignOut(action, everywhere: everywhere, isFocused)
    case .forget(let title, let isFocused): return pressForget(action, title, isFocused)
    case .why(var model) where (action == .open || action == .why) && model.offersFigures:
      model.showsFigures = true
      overlay = .why(model)
      return []
    case .about(var about):
      guard let step = Self.scrollStep(action) else {
        overlay = nil
        return []
      }
      about.scroll(by: step, on: size, strings)
      overlay = .about(about)
      return []
    case .why, .pin, nil:
      overlay = nil
      return []
    }
  }

  /// The lines a key scrolls a dialog by; `nil` for one that closes it.
  private static func scrollStep(_ action: Action?) -> Int? {
    switch action {
    case .down: 1
    case .up: -1
    case .pageDown: 10
    case .pageUp: -10
    default: nil
    }
  }

  private mutating func pressHelp(_ action: Action?, _ line: Int) -> [Effect] {
    guard let step = Self.scrollStep(action) else {
      overlay = nil
      return []
    }
    overlay = .help(firstLine: min(max(0, line + step), helpLayout.lastFirstLine))
    return []
  }

  private var helpLayout: HelpLayout {
    let help = KeyHelp(options.keyMap, strings, without: withheldActions)
    return HelpLayout(screen: size, lineCount: help.lines.count)
  }

  /// Whether the open dialog has more lines than show.
  var overlayScrolls: Bool {
    switch overlay {
    case .help: helpLayout.lastFirstLine > 0
    case .about(let about): about.scrolls(on: size, strings)
    case .quit, .signOut, .forget, .why, .pin, nil: false
    }
  }

  private mutating func pressQuit(_ action: Action?, _ isFocused: Bool) -> [Effect] {
    switch action {
    case .left, .right, .up, .down, .header: overlay = .quit(isQuitFocused: !isFocused)
    case .confirm: return leaveForGood()
    case .open:
      if isFocused { return leaveForGood() }
      overlay = nil
    case .back, .decline: overlay = nil
    default: break
    }
    return []
  }

  private mutating func pressSignOut(
    _ action: Action?, everywhere: Bool, _ isFocused: Bool
  ) -> [Effect] {
    switch action {
    case .left, .right, .up, .down, .header:
      overlay = .signOut(everywhere: everywhere, isSignOutFocused: !isFocused)
    case .confirm: return signOut(everywhere: everywhere)
    case .open:
      if isFocused { return signOut(everywhere: everywhere) }
      overlay = nil
    case .back, .decline: overlay = nil
    default: break
    }
    return []
  }

  mutating func leaveForGood() -> [Effect] {
    overlay = nil
    return quit(.quit)
  }

  private mutating func pressForget(
    _ action: Action?, _ title: TitleReference, _ isFocused: Bool
  ) -> [Effect] {
    switch action {
    case .left, .right, .up, .down, .header:
      overlay = .forget(title, isForgetFocused: !isFocused)
    case .confirm: return forget(title)
    case .open:
      if isFocused { return forget(title) }
      overlay = nil
    case .back, .decline: overlay = nil
    default: break
    }
    return []
  }
}

/// Why a title stands where it stands: the reason at once, the figures when they come.
public struct WhyModel: Equatable, Sendable {
  let title: Title.ID
  /// The reason on the card or page.
  let reason: Reason?
  /// How the score is made up.
  var explanation = Loadable<Explanation>()
  /// Whether the figures show; words come first.
  var showsFigures = false

  /// Whether there are figures to show.
  var offersFigures: Bool { !showsFigures && explanation.value?.hasFigures == true }

  /// A question that has not been asked yet.
  public init(title: Title.ID, reason: Reason?) {
    self.title = title
    self.reason = reason
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .explanation(title) { explanation.begin(request) }
  }

  mutating func take(_ answer: Outcome<Answer>, to request: RequestID) {
    if let result = answer.result({ if case .explanation(let value) = $0 { value } else { nil } }) {
      explanation.finish(request, result)
    }
  }
}

extension Explanation {
  /// Whether the score is made up of anything.
  var hasFigures: Bool { !parts.isEmpty || rest != 0 }
}
