import Synchronization

/// Remembers the last values by what they follow from: most keys change little of what a page shows.
///
/// A value has to be a function of its key, so that views that use it stay pure. There are few places,
/// and a new value takes over the oldest one's.
final class Memo<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let key: Key
    let value: Value
  }

  private struct State {
    var entries: [Entry] = []
    var oldest = 0
  }

  private let state = Mutex(State())
  private let places: Int

  /// Remembers so many values.
  init(places: Int) { self.places = max(1, places) }

  /// The value that was kept for an equal key.
  func value(of key: Key) -> Value? {
    state.withLock { state in
      // By places, because a loop over an array copies each entry.
      for place in state.entries.indices where state.entries[place].key == key {
        return state.entries[place].value
      }
      return nil
    }
  }

  /// Keeps a value, in the place of an older one of an equal key.
  func keep(_ value: Value, of key: Key) {
    state.withLock { state in
      let entry = Entry(key: key, value: value)
      if let place = state.entries.indices.first(where: { state.entries[$0].key == key }) {
        state.entries[place] = entry
      } else if state.entries.count < places {
        state.entries.append(entry)
      } else {
        state.entries[state.oldest] = entry
        state.oldest = (state.oldest + 1) % places
      }
    }
  }

  /// The value of a key, made where none is kept.
  func value(of key: Key, make: () -> Value) -> Value {
    if let known = value(of: key) { return known }
    let value = make()
    keep(value, of: key)
    return value
  }
}

extension Memo where Value == Canvas.Block {
  /// A larger drawing is not kept: it has more cells than any shelf of a usual screen.
  private static var mostCells: Int { 1 << 14 }

  /// Draws whole rows of the screen, or lays down what was drawn for an equal key.
  ///
  /// - Parameters:
  ///   - key: everything the drawing follows from but the extent of `area`.
  ///   - area: the rows, with nothing in them yet; `draw` touches no cell outside of them.
  ///   - canvas: where to draw.
  ///   - draw: draws into the area.
  func draw(
    _ key: Key, in area: Rect, on canvas: inout Canvas, _ draw: (inout Canvas) -> Void
  ) {
    if let known = value(of: key), canvas.lay(known, in: area) { return }
    let before = canvas.before
    draw(&canvas)
    let block = canvas.block(area, since: before)
    if let block, block.codes.count <= Self.mostCells { keep(block, of: key) }
  }
}
