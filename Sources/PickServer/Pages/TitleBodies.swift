import PickAPI
import PickCore
import PickModel
import Synchronization

/// Keeps the encoded parts of titles' pages that all viewers have in common who have begun none of a
/// title's parts: synopsis, cast and hundreds of episodes.
///
/// What is kept is used only for a page made of the very same arrays (`KnownDetails`), so that it needs
/// no version. The room is counted in bytes.
final class TitleBodies: Sendable {
  private struct Entry {
    let page: TitlePage
    let bytes: [UInt8]

    func isBody(of other: TitlePage) -> Bool {
      page.seasons.isSameArray(as: other.seasons) && page.others.isSameArray(as: other.others)
        && page.cast.isSameArray(as: other.cast) && page.next == other.next
        && page.title == other.title && page.synopsis == other.synopsis
    }
  }

  private let entries: Mutex<RecentEntries<Title.ID, Entry>>

  /// Keeps about so many bytes.
  init(mostBytes: Int = 32 << 20) {
    entries = Mutex(RecentEntries(mostWeight: mostBytes))
  }

  /// The part of a page that does not depend on its viewer; `nil` when the viewer has begun a part.
  func body(of page: TitlePage) -> [UInt8]? {
    if let kept = entries.withLock({ $0[page.id] }), kept.isBody(of: page) { return kept.bytes }
    guard page.isUnbegun else { return nil }
    let bytes = JSONWriter.body(of: page)
    entries.withLock {
      $0.keep(Entry(page: page.common, bytes: bytes), for: page.id, weight: 2 * bytes.count + 512)
    }
    return bytes
  }
}

extension TitlePage {
  /// The page without what is of its viewer only.
  fileprivate var common: TitlePage {
    TitlePage(
      title: title, synopsis: synopsis, cast: cast, seasons: seasons, others: others, next: next,
      similar: [], reason: nil, isOnMyList: false, thumb: nil, isHidden: false)
  }

  /// Whether the viewer has begun no part.
  fileprivate var isUnbegun: Bool {
    next?.progress == nil && others.allSatisfy { $0.progress == nil }
      && seasons.allSatisfy { $0.episodes.allSatisfy { $0.progress == nil } }
  }
}
