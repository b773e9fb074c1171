/// One of the eight patterns that data is mixed with, so that nothing in it looks like a finder.
struct QRMask {
  /// 0 to 7.
  let number: Int

  static let all = (0..<8).map { QRMask(number: $0) }

  /// Whether the pattern changes a module (table 10).
  func flips(_ x: Int, _ y: Int) -> Bool {
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

  /// What looks like a finder: 1:1:3:1:1 with four light modules before or after.
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
