/// Error correction over the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
enum ReedSolomon {
  /// What is left of the data, as a polynomial, after division by the generator of a degree.
  static func remainder(of data: [UInt8], degree: Int) -> [UInt8] {
    let generator = generator(degree: degree)
    var result = [UInt8](repeating: 0, count: degree)
    for byte in data {
      let factor = byte ^ result.removeFirst()
      result.append(0)
      for index in 0..<degree { result[index] ^= product(generator[index], factor) }
    }
    return result
  }

  /// (x - 2^0)(x - 2^1)…, the highest coefficient, which is one, left out.
  static func generator(degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root = UInt8(1)
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = product(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = product(root, 2)
    }
    return result
  }

  /// The product of two elements.
  static func product(_ first: UInt8, _ second: UInt8) -> UInt8 {
    var result = 0
    for shift in (0..<8).reversed() {
      result = (result << 1) ^ ((result >> 7) * 0x11D)
      result ^= ((Int(second) >> shift) & 1) * Int(first)
    }
    return UInt8(truncatingIfNeeded: result)
  }
}
