/// The pages a viewer came through, the shown one last; never empty.
public struct PageStack: Equatable, Sendable {
  /// More pages than anybody goes back through; beyond it the second one is forgotten.
  static let greatestDepth = 32

  private var pages: [Page]

  /// A stack of one page.
  init(_ root: Page) { pages = [root] }

  /// The shown page.
  var top: Page {
    get { pages[pages.count - 1] }
    set { pages[pages.count - 1] = newValue }
  }

  /// How many pages there are.
  var depth: Int { pages.count }

  /// The header entry of the shown page, or of the page it was opened from.
  var nearestEntry: HeaderEntry? { pages.last { $0.headerEntry != nil }?.headerEntry }

  /// Shows another page above this one.
  mutating func push(_ page: Page) {
    pages.append(page)
    if pages.count > Self.greatestDepth { pages.remove(at: 1) }
  }

  /// Leaves the shown page; `false` when it is the only one.
  mutating func pop() -> Bool {
    guard pages.count > 1 else { return false }
    pages.removeLast()
    return true
  }

  /// Shows the page of a header entry, an open one with all it remembers before a new one.
  ///
  /// Home is the bottom of the stack.
  ///
  /// - Returns: whether the page is new.
  mutating func show(_ page: Page) -> Bool {
    let entry = page.headerEntry
    if entry == .home, pages[0].headerEntry == .home {
      pages.removeSubrange(1...)
      return false
    }
    guard let index = pages.firstIndex(where: { $0.headerEntry == entry }) else {
      push(page)
      return true
    }
    pages.append(pages.remove(at: index))
    return false
  }

  /// Changes every page, the bottom one first.
  mutating func forEach(_ body: (inout Page) -> Void) {
    for index in pages.indices { body(&pages[index]) }
  }
}
