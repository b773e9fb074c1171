import Synchronization

/// Pictures that were drawn, up to a bound of bytes.
///
/// Two generations: what was used since the older one was given up stays, and nothing has to be put
/// in order for it. A picture is a function of its key, so views that use it stay pure.
final class ArtCache: Sendable {
  /// The pictures of this process.
  static let shared = ArtCache(maximumBytes: 1 << 20)

  /// Everything a picture depends on.
  struct Key: Hashable, Sendable {
    let art: TitleArt
    let size: Size
    let mode: PictureMode
    let fade: TitleArt.Fade
  }

  private struct State {
    var young: [Key: Picture] = [:]
    var old: [Key: Picture] = [:]
    var youngBytes = 0
    var oldBytes = 0
  }

  private let state = Mutex(State())
  private let maximumBytes: Int

  /// A cache of at most so many bytes of pixels.
  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  /// Bytes of pixels that are kept.
  var bytes: Int { state.withLock { $0.youngBytes + $0.oldBytes } }

  /// The picture of a key, drawn when it is not kept.
  func picture(_ key: Key, _ draw: () -> Picture) -> Picture {
    let (kept, isYoung) = state.withLock { state in
      if let picture = state.young[key] { return (Optional(picture), true) }
      return (state.old[key], false)
    }
    if let kept, isYoung { return kept }
    let picture = kept ?? draw()
    keep(picture, key)
    return picture
  }

  private func keep(_ picture: Picture, _ key: Key) {
    guard picture.bytes <= maximumBytes / 2 else { return }
    state.withLock { state in
      if state.youngBytes + picture.bytes > maximumBytes / 2 {
        (state.old, state.oldBytes) = (state.young, state.youngBytes)
        (state.young, state.youngBytes) = ([:], 0)
      }
      if state.young.updateValue(picture, forKey: key) == nil {
        state.youngBytes += picture.bytes
      }
    }
  }
}
