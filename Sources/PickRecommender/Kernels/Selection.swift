/// Finds the largest of many numbers without sorting them.
///
/// - Note: Hoare, "Algorithm 65: Find", 1961, with the median of three as the pivot.
enum Selection {
  /// Moves the largest `count` numbers to the front, in no order.
  ///
  /// - Parameters:
  ///   - count: how many, in `1...numbers.count`.
  ///   - numbers: any numbers of which none is NaN; equal ones may end on either side.
  /// - Returns: the least of those moved, which stands at `count - 1`.
  /// - Complexity: O(n) unless the order is chosen against it.
  @discardableResult
  static func moveLargest<Number: Comparable>(
    _ count: Int, of numbers: UnsafeMutableBufferPointer<Number>
  ) -> Number {
    precondition(count > 0 && count <= numbers.count)
    let place = count - 1
    // `low <= place <= high` throughout; the pivot stops either scan, so both stay in bounds.
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let pivot = median(numbers[low], numbers[(low + high) / 2], numbers[high])
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] > pivot { left += 1 }
        while numbers[right] < pivot { right -= 1 }
        guard left <= right else { break }
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        break
      }
    }
    return numbers[place]
  }

  private static func median<Number: Comparable>(
    _ first: Number, _ second: Number, _ third: Number
  ) -> Number {
    max(min(first, second), min(max(first, second), third))
  }
}
