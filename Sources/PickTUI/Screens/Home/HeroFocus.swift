import PickModel

/// The focus on the hero, where one title stands over the whole width.
extension HomeModel {
  /// The focused one of a hero's buttons.
  func focusedButton(of card: Card) -> HeroButton {
    let buttons = HeroButton.all(of: card)
    return heroButton.flatMap { buttons.contains($0) ? $0 : nil } ?? buttons[0]
  }

  /// The title of the hero, where one stands over the whole width and has the focus.
  func focusedHero(in layout: ShelfLayout) -> Card? {
    guard !isOnTabs, browser.shelf == shelves.first?.id else { return nil }
    return heroCard(in: layout)
  }

  /// Handles what the hero's buttons have a use for; `nil` for other actions.
  ///
  /// Left and Right go over the buttons, and beyond their ends to the titles beside it, whose main button
  /// has the focus then. Enter does what the focused button says.
  mutating func updateHero(_ action: Action, in context: PageContext) -> [Effect]? {
    guard let card = focusedHero(in: context.layout) else { return nil }
    let buttons = HeroButton.all(of: card)
    let place = buttons.firstIndex(of: focusedButton(of: card)) ?? 0
    switch action {
    case .left where place > 0: heroButton = buttons[place - 1]
    case .right where place + 1 < buttons.count: heroButton = buttons[place + 1]
    case .left, .previousGenre: return follow(.left, in: context)
    case .right, .nextGenre: return follow(.right, in: context)
    case .open: return choose(buttons[place].action)
    default: return nil
    }
    return []
  }

  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    let rest = FooterKey.usual(.search, .thumbUp, .thumbDown, .hide, .quit)
    if isOnTabs {
      return [FooterKey(.left, .right, .hintTabs), FooterKey(.open, .hintDown)]
        + FooterKey.usual(.search, .quit)
    }
    if let card = focusedHero(in: layout) {
      let button = focusedButton(of: card)
      return [FooterKey(.open, button.label), FooterKey(.left, .right, .hintHero)]
        + FooterKey.usual(.play, .myList, .why).filter { $0.actions != [button.action] } + rest
    }
    guard focusedCard != nil else {
      return (canRetry ? [FooterKey(.open, .actionReload)] : []) + FooterKey.usual(.search, .quit)
    }
    return FooterKey.usual(.open, .play, .myList, .why) + rest
  }
}
