/// A square while it is drawn.
struct QRCanvas {
  let version: QRVersion
  private(set) var modules: [Bool]
  /// Modules that are no data and that no mask changes.
  private var isFixed: [Bool]

  init(_ version: QRVersion) {
    self.version = version
    modules = Array(repeating: false, count: version.size * version.size)
    isFixed = modules
  }

  /// Whether a module is dark.
  subscript(column: Int, row: Int) -> Bool { modules[row * version.size + column] }

  private mutating func fix(_ column: Int, _ row: Int, _ isDark: Bool) {
    guard (0..<version.size).contains(column), (0..<version.size).contains(row) else { return }
    modules[row * version.size + column] = isDark
    isFixed[row * version.size + column] = true
  }

  // MARK: What every square has

  /// Draws finders, timing and alignment patterns and the version, and keeps room for the format.
  mutating func drawFunctionPatterns() {
    for index in 0..<version.size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
    for (column, row) in [(3, 3), (version.size - 4, 3), (3, version.size - 4)] {
      drawFinder(column, row)
    }
    drawAlignments()
    drawFormat(mask: 0)
    drawVersion()
  }

  private mutating func drawFinder(_ column: Int, _ row: Int) {
    for y in -4...4 {
      for x in -4...4 {
        let distance = max(abs(x), abs(y))
        fix(column + x, row + y, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignments() {
    let centres = version.alignments
    guard let first = centres.first, let last = centres.last else { return }
    for row in centres {
      for column in centres {
        let meetsFinder =
          column == first && (row == first || row == last) || column == last && row == first
        if !meetsFinder { drawAlignment(column, row) }
      }
    }
  }

  private mutating func drawAlignment(_ column: Int, _ row: Int) {
    for y in -2...2 {
      for x in -2...2 { fix(column + x, row + y, max(abs(x), abs(y)) != 1) }
    }
  }

  /// Level and mask, protected by a (15, 5) code, twice.
  private mutating func drawFormat(mask: Int) {
    let data = (version.level == .low ? 1 : 0) << 3 | mask
    let bits = (data << 10 | Self.remainder(of: data, by: 0x537, degree: 10)) ^ 0x5412
    func bit(_ index: Int) -> Bool { (bits >> index) & 1 == 1 }
    let last = version.size - 1
    for index in 0..<6 { fix(8, index, bit(index)) }
    fix(8, 7, bit(6))
    fix(8, 8, bit(7))
    fix(7, 8, bit(8))
    for index in 9..<15 { fix(14 - index, 8, bit(index)) }
    for index in 0..<8 { fix(last - index, 8, bit(index)) }
    for index in 8..<15 { fix(8, last - 14 + index, bit(index)) }
    fix(8, last - 7, true)
  }

  /// The number of a large version, protected by an (18, 6) code, twice.
  private mutating func drawVersion() {
    guard version.number >= 7 else { return }
    let bits =
      version.number << 12 | Self.remainder(of: version.number, by: 0x1F25, degree: 12)
    for index in 0..<18 {
      let isDark = (bits >> index) & 1 == 1
      fix(version.size - 11 + index % 3, index / 3, isDark)
      fix(index / 3, version.size - 11 + index % 3, isDark)
    }
  }

  private static func remainder(of data: Int, by divisor: Int, degree: Int) -> Int {
    (0..<degree).reduce(data) { rest, _ in (rest << 1) ^ ((rest >> (degree - 1)) * divisor) }
  }

  // MARK: Data

  /// Fills what is free with codewords: two columns at a time, upwards, then downwards.
  mutating func place(_ codewords: [UInt8]) {
    var index = 0
    for right in stride(from: version.size - 1, through: 1, by: -2) {
      // The column of the vertical timing pattern is skipped.
      let right = right <= 6 ? right - 1 : right
      let isUpward = (right + 1) & 2 == 0
      for step in 0..<version.size {
        let row = isUpward ? version.size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row * version.size + column] {
          guard index < codewords.count * 8 else { continue }
          let isDark = (codewords[index / 8] >> UInt8(7 - index % 8)) & 1 == 1
          modules[row * version.size + column] = isDark
          index += 1
        }
      }
    }
  }

  /// The same square with its data masked, and the format that says so.
  func masked(by mask: QRMask) -> QRCanvas {
    var result = self
    for row in 0..<version.size {
      for column in 0..<version.size where !isFixed[row * version.size + column] {
        if mask.flips(column, row) { result.modules[row * version.size + column].toggle() }
      }
    }
    result.drawFormat(mask: mask.number)
    return result
  }
}

/// One of the eight patterns that data is mixed with, so that nothing in it looks like a finder.
struct QRMask {
  /// 0 to 7.
  let number: Int

  static let all = (0..<8).map { QRMask(number: $0) }

  /// Whether the pattern changes a module (table 10).
  fileprivate func flips(_ x: Int, _ y: Int) -> Bool {
    switch number {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }
}

extension QRCanvas {
  /// How hard the square is to read (section 7.8.3); the mask with the lowest one is used.
  var penalty: Int {
    let size = version.size
    let rows = (0..<size).map { row in (0..<size).map { self[$0, row] } }
    let columns = (0..<size).map { column in (0..<size).map { self[column, $0] } }
    let lines = (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finders($1) }
    return lines + blocks + imbalance
  }

  /// Five modules of one colour or more.
  private static func runs(_ line: [Bool]) -> Int {
    var result = 0
    var length = 0
    for (index, module) in line.enumerated() {
      length = index > 0 && module == line[index - 1] ? length + 1 : 1
      if length == 5 { result += 3 } else if length > 5 { result += 1 }
    }
    return result
  }

  /// Patterns like a finder's, 1:1:3:1:1, with four light modules before or after.
  private static func finders(_ line: [Bool]) -> Int {
    let quiet = [false, false, false, false]
    let padded = quiet + line + quiet
    let core = [true, false, true, true, true, false, true]
    return (4..<padded.count - 10).reduce(0) { result, start in
      guard Array(padded[start..<start + 7]) == core else { return result }
      let isBeside = [start - 4, start + 7].contains { Array(padded[$0..<$0 + 4]) == quiet }
      return result + (isBeside ? 40 : 0)
    }
  }

  /// Squares of two by two modules of one colour.
  private var blocks: Int {
    var result = 0
    for row in 0..<version.size - 1 {
      for column in 0..<version.size - 1 {
        let module = self[column, row]
        if module == self[column + 1, row], module == self[column, row + 1],
          module == self[column + 1, row + 1]
        {
          result += 3
        }
      }
    }
    return result
  }

  /// Ten for each step of five per cent the dark modules are away from a half.
  private var imbalance: Int {
    let dark = modules.count { $0 }
    return abs(dark * 20 - modules.count * 10) / modules.count * 10
  }
}
