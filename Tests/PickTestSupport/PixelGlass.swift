import Foundation

/// What a terminal that shows pictures of pixels would have on its glass, and what it answers.
///
/// Reads kitty's protocol and sixels as their terminals do, as far as Pick uses them, and writes down
/// what these would refuse.
public struct PixelGlass: Sendable {
  /// What a terminal says it can.
  public enum Kind: Sendable {
    /// Kitty's protocol.
    case kitty
    /// Sixels.
    case sixel
    /// Neither.
    case none
  }

  /// Pixels, three bytes each.
  public struct Picture: Hashable, Sendable {
    /// From left to right.
    public let width: Int
    /// From top to bottom.
    public let height: Int
    /// Row by row.
    public let bytes: [UInt8]
  }

  /// A picture of kitty's protocol on cells.
  public struct Placement: Hashable, Sendable {
    /// Its number.
    public let id: Int
    /// Its upper left cell, counted from 0.
    public let column: Int
    /// The row of that cell.
    public let row: Int
    /// The cells it covers.
    public let columns: Int
    /// Their rows.
    public let rows: Int
  }

  /// A pixel of the glass that a sixel set.
  public struct Place: Hashable, Sendable {
    let x: Int
    let y: Int

    /// A pixel by its place.
    public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
  }

  /// Pixels of a cell.
  public static let cell = (width: 10, height: 20)

  /// Pictures whose pixels the terminal has, by their numbers.
  public private(set) var kept: [Int: Picture] = [:]
  /// Pictures of kitty's protocol that show.
  public private(set) var placements: [Placement] = []
  /// Pixels that sixels set, whatever was written over them later.
  public private(set) var sixels: [Place: [Int]] = [:]
  /// Pictures whose pixels came whole.
  public private(set) var transfers = 0
  /// What a terminal would not have understood.
  public private(set) var faults: [String] = []
  /// Bytes of commands of pictures.
  public private(set) var pictureBytes = 0

  private let kind: Kind
  private var answers: [UInt8] = []
  private var state = State.ground
  private var body: [UInt8] = []
  private var cursor = (column: 0, row: 0)
  private var loading: (keys: [String: String], letters: [UInt8])?

  private enum State { case ground, escape, sequence, command, commandEscape, device, deviceEscape }

  /// An empty glass.
  public init(_ kind: Kind) { self.kind = kind }

  /// What the terminal has to say since the last call.
  public mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  /// Takes what a program wrote, in pieces of any length.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch (state, byte) {
    case (.ground, 0x1B): state = .escape
    case (.ground, _): break
    case (.escape, UInt8(ascii: "[")): (state, body) = (.sequence, [])
    case (.escape, UInt8(ascii: "_")): (state, body) = (.command, [])
    case (.escape, UInt8(ascii: "P")): (state, body) = (.device, [])
    case (.escape, _): state = .ground
    case (.sequence, 0x40...0x7E):
      state = .ground
      sequence(String(decoding: body, as: UTF8.self), byte)
    case (.command, 0x1B): state = .commandEscape
    case (.device, 0x1B): state = .deviceEscape
    case (.commandEscape, _):
      state = .ground
      command()
    case (.deviceEscape, _):
      state = .ground
      device()
    case (.sequence, _), (.command, _), (.device, _): body.append(byte)
    }
  }

  private mutating func answer(_ text: String) { answers += Array(text.utf8) }

  private mutating func sequence(_ body: String, _ final: UInt8) {
    switch (body, final) {
    case (_, UInt8(ascii: "H")):
      let numbers = body.split(separator: ";").compactMap { Int($0) }
      cursor = ((numbers.count > 1 ? numbers[1] : 1) - 1, (numbers.first ?? 1) - 1)
    case ("16", UInt8(ascii: "t")): answer("\u{1B}[6;\(Self.cell.height);\(Self.cell.width)t")
    case ("", UInt8(ascii: "c")): answer(kind == .sixel ? "\u{1B}[?62;4;22c" : "\u{1B}[?62;22c")
    case ("5", UInt8(ascii: "n")): answer("\u{1B}[0n")
    default: break
    }
  }

  // MARK: kitty

  private mutating func command() {
    guard body.first == UInt8(ascii: "G") else { return }
    let parts = body.dropFirst().split(
      separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    var keys: [String: String] = [:]
    for pair in String(decoding: parts.first ?? [], as: UTF8.self).split(separator: ",") {
      let halves = pair.split(separator: "=").map(String.init)
      if halves.count == 2 { keys[halves[0]] = halves[1] }
    }
    let letters = parts.count > 1 ? Array(parts[1]) : []
    if keys["a"] == "q" {
      if kind == .kitty { answer("\u{1B}_Gi=\(keys["i"] ?? "");OK\u{1B}\\") }
      return
    }
    pictureBytes += body.count
    if keys["q"] != "2" { faults.append("would be answered: \(keys)") }
    if letters.count > 4096 || (keys["m"] == "1" && letters.count % 4 != 0) {
      faults.append("a piece of \(letters.count) letters")
    }
    if loading != nil, keys["a"] == nil {
      loading?.letters += letters
      if keys["m"] == "0" { finish() }
      return
    }
    if loading != nil { faults.append("another command between pieces: \(keys)") }
    perform(keys, letters)
  }

  private mutating func perform(_ keys: [String: String], _ letters: [UInt8]) {
    func number(_ key: String) -> Int { keys[key].flatMap { Int($0) } ?? 0 }
    switch keys["a"] {
    case "t":
      loading = (keys, letters)
      if keys["m"] != "1" { finish() }
    case "p":
      guard kept[number("i")] != nil else { return faults.append("no picture \(keys)") }
      placements.removeAll { $0.id == number("i") }
      placements.append(
        Placement(
          id: number("i"), column: cursor.column, row: cursor.row, columns: number("c"),
          rows: number("r")))
    case "d":
      placements.removeAll { $0.id == number("i") }
      if keys["d"] == "I" { kept[number("i")] = nil }
    default: faults.append("unknown command \(keys)")
    }
  }

  /// All pieces are there; a picture that lacks pixels is none.
  private mutating func finish() {
    guard let (keys, letters) = loading else { return }
    loading = nil
    guard let id = keys["i"].flatMap({ Int($0) }), let width = keys["s"].flatMap({ Int($0) }),
      let height = keys["v"].flatMap({ Int($0) }), keys["f"] == "24",
      let data = Data(base64Encoded: Data(letters)), data.count == 3 * width * height
    else { return }
    kept[id] = Picture(width: width, height: height, bytes: Array(data))
    transfers += 1
  }

  // MARK: sixel

  private mutating func device() {
    pictureBytes += body.count
    guard let start = body.firstIndex(of: UInt8(ascii: "q")) else {
      return faults.append("a device control string that is no sixel")
    }
    var sixel = Sixel(body[(start + 1)...])
    sixel.read()
    faults += sixel.faults
    let (left, top) = (cursor.column * Self.cell.width, cursor.row * Self.cell.height)
    for (place, color) in sixel.pixels {
      sixels[Place(x: left + place.x, y: top + place.y)] = color
    }
    transfers += 1
  }
}

/// One picture in sixels.
private struct Sixel {
  var rest: ArraySlice<UInt8>
  var pixels: [PixelGlass.Place: [Int]] = [:]
  var faults: [String] = []
  private var colors: [Int: [Int]] = [:]
  private var size = (width: 0, height: 0)

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  private mutating func number() -> Int {
    var value = 0
    while let digit = rest.first, (0x30...0x39).contains(digit) {
      value = value * 10 + Int(digit) - 48
      rest = rest.dropFirst()
    }
    return value
  }

  private mutating func numbers() -> [Int] {
    var all = [number()]
    while rest.first == UInt8(ascii: ";") {
      rest = rest.dropFirst()
      all.append(number())
    }
    return all
  }

  mutating func read() {
    var (x, y, color, count) = (0, 0, 0, 1)
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let sides = numbers()
        if sides.count == 4 { size = (sides[2], sides[3]) }
      case UInt8(ascii: "#"):
        let parts = numbers()
        color = parts[0]
        if parts.count == 5 { colors[color] = parts.suffix(3).map { ($0 * 255 + 50) / 100 } }
        if !(0...255).contains(color) { faults.append("colour \(color)") }
      case UInt8(ascii: "!"): count = number()
      case UInt8(ascii: "$"): x = 0
      case UInt8(ascii: "-"): (x, y) = (0, y + 6)
      case 0x3F...0x7E:
        for _ in 0..<count {
          for bit in 0..<6 where (byte - 0x3F) >> UInt8(bit) & 1 == 1 { set(x, y + bit, color) }
          x += 1
        }
        count = 1
      default: faults.append("byte \(byte) in a sixel")
      }
    }
    if y >= size.height { faults.append("a new line behind the last band") }
  }

  private mutating func set(_ x: Int, _ y: Int, _ color: Int) {
    guard x < size.width, y < size.height, let shown = colors[color] else {
      return faults.append("pixel \(x), \(y) of colour \(color)")
    }
    pixels[PixelGlass.Place(x: x, y: y)] = shown
  }
}
