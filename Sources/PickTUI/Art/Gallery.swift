import PickModel

/// The titles' own pictures as far as they have come, and those that are waited for.
///
/// Text comes first: a picture is asked for only when it shows and no key was pressed for a moment, a
/// few at a time, and one that came is shown only then. Nothing moves when it does.
struct Gallery: Equatable, Sendable {
  /// Bytes of pictures that are kept: some 500 screens' worth of cards.
  static let mostBytes = 512 << 10
  /// Pictures that are waited for at the same time.
  static let mostAsked = 4
  /// Milliseconds without a key after which pictures are asked for and shown.
  static let quietMilliseconds = 120

  private var pictures: [PictureRequest: Picture] = [:]
  /// The kept pictures, the oldest first.
  private var order: [PictureRequest] = []
  private var bytes = 0
  private var inSight: [PictureRequest] = []
  /// Pictures of pixels that can be shown, the oldest first; the store keeps twice as many.
  private var ready: [PictureRequest] = []
  private var asked: Set<PictureRequest> = []
  /// Titles whose pictures could not be had.
  private var missing: Set<TitlePicture> = []
  private var arrived: [PictureRequest: Picture] = [:]
  private var arrivedPixels: [PictureRequest] = []
  private var isAlarmSet = false
  /// Goes up whenever other pictures are kept.
  private(set) var version = 0
  private var lastKeyAt = Instant(millisecondsSince1970: 0)

  /// A picture that has come.
  subscript(request: PictureRequest) -> Picture? { pictures[request] }

  /// Whether a picture of pixels can be shown.
  func isReady(_ request: PictureRequest) -> Bool { ready.contains(request) }

  /// A key was pressed.
  mutating func noteKey(at now: Instant) { lastKeyAt = now }

  /// These pictures show.
  mutating func show(_ requests: [PictureRequest], at now: Instant) -> [Effect] {
    inSight = requests
    return next(at: now)
  }

  /// A picture came, or will not.
  mutating func take(
    _ pigments: [UInt8]?, for request: PictureRequest, at now: Instant
  ) -> [Effect] {
    guard asked.remove(request) != nil else { return [] }
    if request.pixels != nil, pigments != nil {
      arrivedPixels.append(request)
    } else if let picture = pigments.flatMap({ Picture(size: request.size, pigments: $0) }) {
      arrived[request] = picture
    } else {
      missing.insert(request.subject)
    }
    return next(at: now)
  }

  /// The moment without a key may be over.
  mutating func wake(at now: Instant) -> [Effect] {
    isAlarmSet = false
    return next(at: now)
  }

  /// What could not be had may be asked for again.
  mutating func forgiveFailures() { missing = [] }

  /// Shows what came and asks for what is missing, or waits for a moment without a key.
  private mutating func next(at now: Instant) -> [Effect] {
    let wanted = inSight.filter { request in
      pictures[request] == nil && arrived[request] == nil && !ready.contains(request)
        && !arrivedPixels.contains(request) && !asked.contains(request)
        && !missing.contains(request.subject)
    }
    guard !arrived.isEmpty || !arrivedPixels.isEmpty || !wanted.isEmpty else { return [] }
    let passed = now.millisecondsSince1970 - lastKeyAt.millisecondsSince1970
    // A clock that was set back must not keep pictures away.
    if (0..<Int64(Self.quietMilliseconds)).contains(passed) {
      guard !isAlarmSet else { return [] }
      isAlarmSet = true
      return [.wake(.pictures, afterMilliseconds: Self.quietMilliseconds)]
    }
    hang()
    // Pixels lie over cells, so these come first.
    let ordered = wanted.filter { $0.pixels == nil } + wanted.filter { $0.pixels != nil }
    let next = ordered.prefix(max(0, Self.mostAsked - asked.count))
    asked.formUnion(next)
    return next.map { .paintPicture($0) }
  }

  /// Puts what came in its place; gives up the oldest beyond the bound.
  private mutating func hang() {
    if !arrived.isEmpty || !arrivedPixels.isEmpty { version += 1 }
    ready += arrivedPixels
    ready.removeFirst(max(0, ready.count - GraphicStore.mostReady))
    arrivedPixels = []
    for (request, picture) in arrived where pictures.updateValue(picture, forKey: request) == nil {
      order.append(request)
      bytes += picture.bytes
    }
    arrived = [:]
    let shown = Set(inSight)
    while bytes > Self.mostBytes, let place = order.firstIndex(where: { !shown.contains($0) }) {
      bytes -= pictures.removeValue(forKey: order.remove(at: place))?.bytes ?? 0
    }
  }
}
