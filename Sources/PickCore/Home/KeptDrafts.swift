import PickModel
import Synchronization

/// Keeps the last front page made for each viewer, for the cards of a shelf that follow those sent.
///
/// Without it a server makes the whole page again for each part of a shelf. What is watched later changes
/// no page of an earlier instant, so only a choice of its viewer ends a page.
final class KeptDrafts: Sendable {
  private struct Entry {
    let draft: HomeDraft
    let ticket: KnownViewers.Ticket
    let model: TrainedModel.ID?
  }

  private let entries = Mutex(RecentEntries<Viewer.ID, Entry>(mostWeight: 250_000))

  /// The page made for `instant`, unless its viewer chose something since, or the catalogue or the
  /// model is another one.
  func draft(
    of viewer: Viewer.ID, at instant: Instant, _ ticket: KnownViewers.Ticket, catalog: Int64,
    model: TrainedModel.ID?
  ) -> HomeDraft? {
    entries.withLock { entries in
      guard let entry = entries[viewer], entry.draft.builtFor == instant, entry.ticket == ticket,
        entry.draft.catalog.version == catalog, entry.model == model
      else { return nil }
      return entry.draft
    }
  }

  /// Keeps a page that was begun with `ticket`, of choices, and `model`.
  func keep(
    _ draft: HomeDraft, of viewer: Viewer.ID, _ ticket: KnownViewers.Ticket,
    model: TrainedModel.ID?
  ) {
    let cards = (draft.hero + draft.shelves).reduce(0) { sum, shelf in
      sum + ((try? shelf.placements.get())?.count ?? 0)
    }
    let entry = Entry(draft: draft, ticket: ticket, model: model)
    entries.withLock { $0.keep(entry, for: viewer, weight: cards + 16) }
  }
}
