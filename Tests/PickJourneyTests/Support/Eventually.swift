import Glibc

/// Waits for something that no terminal tells of, with a deadline.
///
/// - Parameters:
///   - seconds: how long to wait at most.
///   - condition: what is waited for.
/// - Returns: whether it came true.
func eventually(within seconds: Int = 20, _ condition: () throws -> Bool) rethrows -> Bool {
  for _ in 0..<seconds * 100 {
    if try condition() { return true }
    poll(nil, 0, 10)
  }
  return try condition()
}
