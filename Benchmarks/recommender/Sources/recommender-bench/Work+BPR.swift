import PickRecommender

extension Work {
  /// Fits BPR; `order` is the share of sampled pairs a model has in the right order.
  static let bpr = Work(name: "bpr") { files in
    let data = try files.dataset()
    let recipe = BPR(factors: 64, learningRate: 0.01, regularization: 0.01, iterations: 10)
    var model: BPRModel?
    let seconds = try seconds { model = try recipe.fit(data, context: .init(seed: 1)) }
    guard let model else { return Measurement(seconds: seconds) }
    let share = order(users: model.users, items: model.items, data.interactions)
    return Measurement(seconds: seconds, values: ["order": share])
  }

  /// Of every hundredth cell and one other item, the share where the cell's item scores higher.
  private static func order(
    users: FactorMatrix, items: FactorMatrix, _ matrix: InteractionMatrix
  ) -> Double {
    var (right, all) = (0, 0)
    for user in 0..<matrix.userCount {
      let cells = matrix.cells(of: UserIndex(user))
      let seen = Set(matrix.columns[cells])
      for cell in cells where cell.isMultiple(of: 100) {
        let item = Int(matrix.columns[cell])
        let other = (item * 7919 + user) % matrix.itemCount
        guard !seen.contains(Int32(other)) else { continue }
        let row = users.row(user)
        let score = { (item: Int) in zip(row, items.row(item)).reduce(0) { $0 + $1.0 * $1.1 } }
        all += 1
        if score(item) > score(other) { right += 1 }
      }
    }
    return Double(right) / Double(all)
  }
}
