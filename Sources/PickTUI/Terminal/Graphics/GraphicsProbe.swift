/// A report of a terminal about itself, which is no key.
enum TerminalReport: Hashable, Sendable {
  /// Whether it took a picture of kitty's protocol.
  case kittyGraphics(Bool)
  /// The pixels of a cell (`CSI 6 ; height ; width t`).
  case cell(CellPixels)
  /// Its primary device attributes (DA1); 4 stands for sixels.
  case attributes([Int])
  /// It has come to where it was asked for its status (`CSI 0 n`).
  case status

  /// Number of the picture that is asked about.
  static let question = 31

  /// The report in the body of an application program command (`ESC _ … ESC \`).
  init?(command body: [UInt8]) {
    let prefix = Array("Gi=\(Self.question);".utf8)
    guard body.starts(with: prefix) else { return nil }
    self = .kittyGraphics(body.dropFirst(prefix.count).elementsEqual("OK".utf8))
  }

  /// The report in a control sequence; `nil` for every other sequence.
  init?(csi body: [UInt8], final: UInt8) {
    switch final {
    case UInt8(ascii: "c"):
      guard body.first == UInt8(ascii: "?") else { return nil }
      self = .attributes(Self.numbers(body.dropFirst()))
    case UInt8(ascii: "t"):
      let numbers = Self.numbers(body[...])
      guard numbers.count == 3, numbers[0] == 6,
        let cell = CellPixels(width: numbers[2], height: numbers[1])
      else { return nil }
      self = .cell(cell)
    case UInt8(ascii: "n"):
      guard body == [UInt8(ascii: "0")] else { return nil }
      self = .status
    default: return nil
    }
  }

  private static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
    body.split(separator: UInt8(ascii: ";")).prefix(64)
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
  }
}

/// Asks a terminal once what it can show, and makes up its mind from the answers.
///
/// A question about a picture, one about the cells, then one that every terminal answers: when the
/// last answer is there, the others will not come any more. Nothing waits for any of them.
struct GraphicsProbe: Equatable, Sendable {
  /// What is asked: one pixel of kitty's protocol that is not to be kept, the pixels of a cell, DA1.
  ///
  /// Where a terminal shows what it does not understand, the cursor goes back and that is erased.
  static let question =
    "\u{1B}7\u{1B}_Gi=\(TerminalReport.question),s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
    + "\u{1B}[16t\u{1B}[c\u{1B}8\u{1B}[K"

  private var knowsKitty = false
  private(set) var isOver = false
  /// The protocol to use; `nil` before that is known, and for terminals that have none.
  private(set) var language: GraphicsSupport.Language?
  /// The pixels of a cell, where the terminal said so.
  private(set) var cell: CellPixels?

  /// A probe; with a protocol that is forced nothing has to be found out.
  init(forced: GraphicsSupport.Language? = nil) {
    language = forced
    isOver = forced != nil
  }

  /// Takes a report; what comes after the last answer changes nothing but the pixels of a cell.
  mutating func take(_ report: TerminalReport) {
    switch report {
    case .kittyGraphics(let isTaken): knowsKitty = isTaken
    case .cell(let cell): self.cell = cell
    case .attributes(let attributes):
      guard !isOver else { return }
      isOver = true
      language = knowsKitty ? .kitty : attributes.contains(4) ? .sixel : nil
    case .status: break
    }
  }
}

extension TerminalEnvironment {
  /// Whether the terminal may be asked, and be sent pixels.
  ///
  /// Never a multiplexer, which would answer for itself and forget pictures when it draws a pane
  /// again. Unless a protocol is forced, only kinds that are known to swallow what they do not
  /// understand.
  func mayShowGraphics(_ choice: PictureChoice) -> Bool {
    guard choice.allowsPixels, !isMultiplexed, !wantsNoColor else { return false }
    return choice.forced != nil || isLikeXterm
  }
}
