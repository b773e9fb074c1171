extension ImplicitALS {
  /// What the fit minimises, over the confidence of all cells: the loss implicit prints.
  ///
  /// - Parameters:
  ///   - users: X, shape `[userCount, factors]`.
  ///   - items: Y, shape `[itemCount, factors]`.
  ///   - matrix: the interactions, shape `[userCount, itemCount]`.
  /// - Returns: (Σ c (p − x·y)² + λ (Σ‖x‖² + Σ‖y‖²)) / Σ c over all cells, c = 1 where nothing was
  ///   observed.
  public func loss(
    users: FactorMatrix, items: FactorMatrix, on matrix: InteractionMatrix
  ) -> Double {
    let gramOfUsers = FactorGram.gram(users, threads: 1, path: .portable)
    let gramOfItems = FactorGram.gram(items, threads: 1, path: .portable)
    // Σ (x·y)² over all pairs is the trace of XᵀX YᵀY.
    var loss = zip(gramOfUsers, gramOfItems).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    var total = Double(matrix.userCount) * Double(matrix.itemCount)
    for user in 0..<matrix.userCount {
      for cell in matrix.cells(of: UserIndex(user)) {
        let (row, column) = (user * users.stride, Int(matrix.columns[cell]) * items.stride)
        var score: Float = 0
        for k in 0..<users.stride { score += users.values[row + k] * items.values[column + k] }
        let (estimate, confidence) = (Double(score), Double(alpha * matrix.weights[cell]))
        loss += confidence * (1 - estimate) * (1 - estimate) - estimate * estimate
        total += confidence - 1
      }
    }
    let squares = [users, items].reduce(0) { sum, matrix in
      matrix.values.reduce(sum) { $0 + Double($1) * Double($1) }
    }
    return (loss + Double(regularization) * squares) / total
  }
}
