extension Array {
  /// Whether another array is this one, and not only equal to it: a comparison that looks at no element.
  package func isSameArray(as other: [Element]) -> Bool {
    withUnsafeBufferPointer { mine in
      other.withUnsafeBufferPointer { theirs in
        mine.baseAddress == theirs.baseAddress && mine.count == theirs.count
      }
    }
  }
}
