extension [Float] {
  /// Room for a square matrix of which only one triangle will be used.
  ///
  /// Nothing is written, so where the system hands out memory by the page the other triangle never
  /// takes any. An entry must be written before it is read.
  static func unset(order: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: order * order) { _, count in count = order * order }
  }
}
