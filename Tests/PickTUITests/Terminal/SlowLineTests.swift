import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Pixels over lines of all speeds")
struct SlowLineTests {
  /// A terminal at the end of a line, with a clock of its own.
  ///
  /// What is written waits in a buffer of the system's and is taken byte by byte; the terminal answers
  /// what it has come to.
  private struct Line {
    /// Bytes the system takes before a program has to wait.
    static let buffer = 4096

    let bytesPerSecond: Int
    var output: PixelOutput
    var now: Int64 = 0
    /// What is on its way: bytes, and whether they are of a picture.
    private var queue: [(bytes: [UInt8], isPicture: Bool)] = []
    private var budget = 0
    private(set) var glass: PixelGlass
    private var parser = InputParser()
    /// Kinds of what arrived, as long as they last.
    private(set) var arrived: [(isPicture: Bool, count: Int)] = []

    /// A line of so many bits a second, ten of which are a byte.
    init(bits: Int, _ kind: PixelGlass.Kind) {
      bytesPerSecond = bits / 10
      output = PixelOutput(.auto, cell: nil)
      glass = PixelGlass(kind)
    }

    var waiting: Int { queue.reduce(0) { $0 + $1.bytes.count } }

    /// Writes a frame with so much text, as the terminal's actor does.
    mutating func paint(_ text: Int, _ graphics: [PlacedGraphic]) {
      let start = now
      let change = output.show(output.support == nil ? [] : graphics, clears: false) { _ in false }
      let frame =
        Array(output.takeOpening().utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: text)
      queue.append((frame, false))
      queue.append((change.bytes, true))
      queue.append((output.question(behind: frame.count, since: start), false))
    }

    /// Lets a millisecond pass.
    mutating func tick(_ store: GraphicStore) {
      now += 1
      budget += bytesPerSecond
      take(budget / 1000)
      budget %= 1000
      for event in parser.feed(glass.takeAnswers(), at: now) { Issue.record("\(event)") }
      for report in parser.takeReports() { output.take(report, at: now) }
      while waiting < Self.buffer,
        let piece = output.nextPiece(at: now, { store.graphic(for: $0) })
      {
        queue.append((piece, true))
      }
    }

    private mutating func take(_ most: Int) {
      var left = most
      while left > 0, let first = queue.first {
        let part = first.bytes.prefix(left)
        glass.feed(part)
        note(first.isPicture, part.count)
        left -= part.count
        if part.count == first.bytes.count {
          queue.removeFirst()
        } else {
          queue[0].bytes.removeFirst(part.count)
        }
      }
    }

    private mutating func note(_ isPicture: Bool, _ count: Int) {
      guard count > 0 else { return }
      if arrived.last?.isPicture == isPicture {
        arrived[arrived.count - 1].count += count
      } else {
        arrived.append((isPicture, count))
      }
    }
  }

  private static let text = 20_000

  private static func placed(_ language: GraphicsSupport.Language) throws -> PlacedGraphic {
    PlacedGraphic(
      request: try PixelSamples.request(1, Size(columns: 40, rows: 12), language),
      point: Point(column: 50, row: 3))
  }

  @Test(
    "over a slow line all of a page's text arrives, no picture does, and nothing waits",
    arguments: [9_600, 57_600, 115_200])
  func slow(bits: Int) throws {
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      let placed = try Self.placed(language)
      let store = try PixelSamples.store([placed.request])
      var line = Line(bits: bits, language == .kitty ? .kitty : .sixel)
      line.paint(Self.text, [placed])
      while line.waiting > 0 { line.tick(store) }
      for _ in 0..<1000 { line.tick(store) }
      // The terminal says that it could, and the line that it is too slow.
      #expect(line.output.support == nil)
      for _ in 0..<3 {
        line.paint(Self.text, [placed])
        while line.waiting > 0 { line.tick(store) }
        for _ in 0..<1000 { line.tick(store) }
      }
      #expect(line.glass.pictureBytes == 0)
      #expect(line.arrived.count == 1 && line.arrived[0].count > 4 * Self.text)
    }
  }

  @Test(
    "over a faster one the text comes before the first byte of a picture, which comes whole",
    arguments: [1_000_000, 10_000_000, 1_000_000_000])
  func fast(bits: Int) throws {
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      let placed = try Self.placed(language)
      let store = try PixelSamples.store([placed.request])
      var line = Line(bits: bits, language == .kitty ? .kitty : .sixel)
      line.paint(Self.text, [placed])
      while line.output.support == nil, line.now < 60_000 { line.tick(store) }
      line.paint(Self.text, [placed])
      while !line.output.isWhole, line.now < 60_000 { line.tick(store) }
      while line.waiting > 0 { line.tick(store) }
      #expect(line.glass.faults.isEmpty, "\(line.glass.faults)")
      #expect(language == .kitty ? line.glass.placements.count == 1 : !line.glass.sixels.isEmpty)
      #expect(line.arrived.first?.isPicture == false)
      #expect((line.arrived.first?.count ?? 0) > 2 * Self.text)
    }
  }

  @Test(
    "a key's frame waits behind no more than a moment's worth of pixels",
    arguments: [1_000_000, 10_000_000, 100_000_000])
  func keys(bits: Int) throws {
    for language in [GraphicsSupport.Language.kitty, .sixel] {
      let placed = try Self.placed(language)
      let store = try PixelSamples.store([placed.request])
      var line = Line(bits: bits, language == .kitty ? .kitty : .sixel)
      line.paint(Self.text, [placed])
      while line.output.support == nil, line.now < 60_000 { line.tick(store) }
      line.paint(Self.text, [placed])
      var longest = 0
      while !line.output.isWhole, line.now < 60_000 {
        line.tick(store)
        if line.glass.pictureBytes > 0 { longest = max(longest, line.waiting) }
      }
      // What a key pressed at the worst moment would wait for.
      #expect(longest * 1000 / line.bytesPerSecond <= 150, "\(longest) bytes")
    }
  }

  @Test("while keys are pressed nothing of a picture is sent, and then all of it")
  func quiet() throws {
    let placed = try Self.placed(.kitty)
    let store = try PixelSamples.store([placed.request])
    var line = Line(bits: 10_000_000, .kitty)
    line.paint(Self.text, [placed])
    while line.output.support == nil, line.now < 60_000 { line.tick(store) }
    for _ in 0..<10 {
      line.output.noteKey(at: line.now)
      line.paint(300, [placed])
      for _ in 0..<100 { line.tick(store) }
    }
    #expect(line.glass.pictureBytes == 0)
    for _ in 0..<2000 { line.tick(store) }
    #expect(line.glass.placements.count == 1)
  }

  @Test("a line that becomes slow in the middle of a picture gets little more of it, then nothing")
  func becomesSlow() throws {
    let placed = try Self.placed(.kitty)
    let store = try PixelSamples.store([placed.request])
    var output = PixelOutput(.auto, cell: CellPixels.usual)
    output.take(.kittyGraphics(true), at: 0)
    output.take(.attributes([62]), at: 0)
    _ = output.question(behind: 20_000, since: 0)
    output.take(.status, at: 10)
    #expect(output.support?.language == .kitty)
    var glass = PixelGlass(.kitty)
    glass.feed(output.show([placed], clears: false) { _ in false }.bytes)
    while let piece = output.nextPiece(at: 20, { store.graphic(for: $0) }) { glass.feed(piece) }
    #expect(glass.pictureBytes > 0 && glass.transfers == 0)
    #expect(output.awaitsAnswer(at: 100))
    // An answer that comes two seconds later may be that of a busy terminal: the least is tried.
    output.take(.status, at: 2020)
    #expect(output.support != nil)
    let before = glass.pictureBytes
    while let piece = output.nextPiece(at: 2020, { store.graphic(for: $0) }) { glass.feed(piece) }
    #expect(glass.pictureBytes - before < 9000 && glass.transfers == 0)
    output.take(.status, at: 4040)
    #expect(output.support == nil && output.dueAt == nil)
    glass.feed(output.show([placed], clears: false) { _ in false }.bytes)
    #expect(output.isEmpty && glass.kept.isEmpty)
    // Text that passes quickly says that it has become fast again.
    _ = output.question(behind: 20_000, since: 5000)
    output.take(.status, at: 5010)
    glass.feed(output.show([placed], clears: false) { _ in false }.bytes)
    var now: Int64 = 5020
    while output.dueAt != nil {
      while let piece = output.nextPiece(at: now, { store.graphic(for: $0) }) { glass.feed(piece) }
      now += 1
      output.take(.status, at: now)
    }
    #expect(glass.placements.count == 1 && glass.faults.isEmpty, "\(glass.faults)")
  }

  @Test("answers that are read late, one on the other, do not make a slow line a fast one")
  func answersTogether() {
    var output = PixelOutput(.auto, cell: CellPixels.usual)
    output.take(.kittyGraphics(true), at: 0)
    output.take(.attributes([62]), at: 0)
    for since: Int64 in [0, 10, 20] { _ = output.question(behind: 20_000, since: since) }
    for _ in 0..<3 { output.take(.status, at: 9000) }
    #expect(output.support == nil)
  }

  @Test("an answer that another program got, or that was lost, keeps no picture away for good")
  func lostAnswers() throws {
    for isStopped in [true, false] {
      let placed = try Self.placed(.kitty)
      let store = try PixelSamples.store([placed.request])
      var output = PixelOutput(.auto, cell: CellPixels.usual)
      output.take(.kittyGraphics(true), at: 0)
      output.take(.attributes([62]), at: 0)
      _ = output.question(behind: 20_000, since: 0)
      output.take(.status, at: 10)
      #expect(!output.question(behind: 20_000, since: 20).isEmpty)
      _ = output.show([placed], clears: false) { _ in false }
      #expect(output.dueAt == nil)
      if isStopped { output.goOn() }
      #expect(!output.question(behind: 20_000, since: 200_000).isEmpty)
      output.take(.status, at: 200_010)
      #expect(output.nextPiece(at: 200_020) { store.graphic(for: $0) } != nil)
    }
  }

  @Test("a terminal that never answers is asked once and gets nothing")
  func silent() throws {
    let placed = try Self.placed(.kitty)
    let store = try PixelSamples.store([placed.request])
    var output = PixelOutput(.auto, cell: CellPixels.usual)
    #expect(!output.takeOpening().isEmpty)
    #expect(!output.question(behind: 20_000, since: 0).isEmpty)
    for start in 1...20 {
      #expect(output.takeOpening().isEmpty)
      #expect(output.question(behind: 20_000, since: Int64(start)).isEmpty)
      #expect(output.show([placed], clears: false) { _ in false } == PixelScreen.Change())
      #expect(output.nextPiece(at: 100_000, { store.graphic(for: $0) }) == nil)
    }
    #expect(output.support == nil && output.clear().isEmpty)
    // A program that ends at once waits a moment for answers, one that ends later does not.
    #expect(output.awaitsAnswer(at: 500) && !output.awaitsAnswer(at: 1500))
  }

  @Test("a forced protocol asks nothing, waits for no answer, and still lets keys go first")
  func forced() throws {
    let placed = try Self.placed(.sixel)
    let store = try PixelSamples.store([placed.request])
    var output = PixelOutput(.sixel, cell: nil)
    #expect(output.support == GraphicsSupport(language: .sixel, cell: .usual))
    #expect(output.takeOpening().isEmpty && output.question(behind: 9000, since: 0).isEmpty)
    output.noteKey(at: 1000)
    _ = output.show([placed], clears: false) { _ in false }
    #expect(output.nextPiece(at: 1050, { store.graphic(for: $0) }) == nil)
    var glass = PixelGlass(.sixel)
    while let piece = output.nextPiece(at: 1200, { store.graphic(for: $0) }) { glass.feed(piece) }
    #expect(glass.faults.isEmpty && glass.sixels.count == 400 * 240)
  }
}
