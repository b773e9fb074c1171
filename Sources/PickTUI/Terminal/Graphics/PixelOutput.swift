/// Pictures of pixels on a terminal: finds out whether it shows them, and sends them behind the text.
///
/// A value without a clock and without a terminal: reports and the time come from outside, in
/// milliseconds of any clock that never goes back, and what it gives back is to be written.
///
/// Text comes first, and a key waits for nothing but what is on its way: pixels are sent a piece at a
/// time, only after a moment without a key, and behind each twentieth of a second's worth of them the
/// terminal says that it has taken them before more is sent. On a line that turns out to be slow they
/// are given up, and the half blocks below them stay.
struct PixelOutput: Sendable {
  private let isForced: Bool
  private var probe: GraphicsProbe
  private var pace = LinePace()
  private var screen = PixelScreen()
  private var hasAsked = false
  private var lastKeyAt = Int64.min
  /// Whether a frame was measured.
  private var hasMeasured = false
  /// Bytes of pixels since the last question, and when the first of them was written.
  private var unasked = (bytes: 0, since: Int64(0))
  /// The pixels of a cell as the system knows them; they change with the window.
  var cell: CellPixels?

  /// Milliseconds without a key before pixels are sent.
  static let quiet = Int64(Gallery.quietMilliseconds)

  /// Output to a terminal that was not asked yet; nothing is asked where a protocol is forced.
  init(_ choice: PictureChoice, cell: CellPixels?) {
    self.cell = cell
    isForced = choice.forced != nil
    probe = GraphicsProbe(forced: choice.forced)
  }

  /// How pictures of pixels are shown now; `nil` where they are not.
  var support: GraphicsSupport? {
    guard let language = probe.language, isForced || pace.isFast else { return nil }
    let known = cell ?? probe.cell ?? (isForced ? .usual : nil)
    return known.map { GraphicsSupport(language: language, cell: $0) }
  }

  /// Whether nothing of any picture is on the glass.
  var isEmpty: Bool { screen.isEmpty }

  /// Whether all pictures of the last frame have been sent, and nothing is waited for.
  var isWhole: Bool { !screen.isEmpty && !screen.hasWork && pace.isAnswered }

  /// Whether an answer is on its way, which a shell would take for keys.
  ///
  /// A terminal that has never answered is not waited for after a second.
  func awaitsAnswer(at now: Int64) -> Bool {
    guard let askedAt = pace.askedAt else { return false }
    return pace.bytesPerSecond != nil || now - askedAt < 1000
  }

  // MARK: What happens

  /// A key was pressed.
  mutating func noteKey(at now: Int64) { lastKeyAt = now }

  /// The program was stopped, and what it was owed may have gone to another one.
  mutating func goOn() { pace.forgetQuestions() }

  /// The terminal said something of itself.
  mutating func take(_ report: TerminalReport, at now: Int64) {
    probe.take(report)
    if report == .status { pace.answer(at: now) }
  }

  // MARK: What is written

  /// What is to be written in front of the next frame: the questions, once.
  mutating func takeOpening() -> String {
    guard !hasAsked, !isForced else { return "" }
    hasAsked = true
    return GraphicsProbe.question
  }

  /// What asks for the pixels of a cell again, where only the terminal knows them.
  var questionOfCell: [UInt8]? {
    cell == nil && probe.cell != nil ? Array("\u{1B}[16t".utf8) : nil
  }

  /// Goes over to the pictures of a frame that writes to some cells.
  mutating func show(
    _ graphics: [PlacedGraphic], clears: Bool, isWritten: (Rect) -> Bool
  ) -> PixelScreen.Change {
    guard let language = probe.language else { return PixelScreen.Change() }
    let cleared = clears ? screen.clear(language) : []
    // On a line that has become slow nothing is begun, and what was begun is taken away.
    var change = screen.show(support == nil ? [] : graphics, language, isWritten: isWritten)
    change.bytes = cleared + change.bytes
    return change
  }

  /// What is to be written behind a frame of so many bytes, begun at a time.
  mutating func question(behind bytes: Int, since start: Int64) -> [UInt8] {
    // A terminal that never answered the first questions is not asked any more.
    guard !isForced, probe.language != nil || !hasMeasured else { return [] }
    hasMeasured = true
    return pace.question(behind: bytes, since: start)
  }

  /// When the next piece may be sent; `nil` while none is due by itself.
  var dueAt: Int64? {
    guard screen.hasWork, support != nil, isForced || pace.isAnswered else { return nil }
    return lastKeyAt == .min ? .min : lastKeyAt + Self.quiet
  }

  /// The next piece of a picture, and behind enough of them a question; `nil` when none is due.
  mutating func nextPiece(
    at now: Int64, _ graphic: (PictureRequest) -> GraphicStore.Graphic?
  ) -> [UInt8]? {
    guard let dueAt, now >= dueAt, let language = probe.language,
      let piece = screen.nextPiece(language, graphic)
    else { return nil }
    guard !isForced else { return piece }
    if unasked.bytes == 0 { unasked.since = now }
    unasked.bytes += piece.count
    guard unasked.bytes >= pace.window || !screen.hasWork else { return piece }
    defer { unasked.bytes = 0 }
    return piece + pace.question(behind: unasked.bytes, since: unasked.since)
  }

  /// Forgets everything, for the screen is given back; the bytes that take every picture away.
  mutating func clear() -> [UInt8] { screen.clear(probe.language) }
}
