/// A copy of numbers that begins where a cache line does.
///
/// Where rows are read and written all the time, lanes that lie across two cache lines cost a third
/// more time, and an array begins anywhere.
final class AlignedRows {
  /// The first number.
  let start: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableBufferPointer<Float>

  /// Copies an array.
  init(_ array: [Float]) {
    let size = MemoryLayout<Float>.stride
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(array.count, 1) * size, alignment: 64)
    start = bytes.bindMemory(to: Float.self, capacity: max(array.count, 1))
    memory = UnsafeMutableBufferPointer(start: start, count: array.count)
    _ = memory.initialize(from: array)
  }

  deinit { start.deallocate() }

  /// The numbers as they are now.
  var elements: [Float] { Array(memory) }
}
