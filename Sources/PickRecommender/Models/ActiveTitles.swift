/// The titles a collaborative model can say anything about, numbered without gaps.
///
/// A catalogue has many titles nobody watched yet; leaving them out of a dense matrix saves their
/// square in memory and their cube in time, and changes no weight.
struct ActiveTitles {
  /// The interactions with active titles only.
  let matrix: InteractionMatrix
  /// The catalogue's index of each active title, ascending.
  private let titles: [Int32]
  private let titleCount: Int

  /// Keeps titles with at least one interaction, at most `limit`: those with the most viewers, ties
  /// to the lower index.
  init(_ matrix: InteractionMatrix, limit: Int) {
    var viewers = [Int](repeating: 0, count: matrix.titleCount)
    for column in matrix.columns { viewers[Int(column)] += 1 }
    var most = TopK(limit)
    for title in 0..<matrix.titleCount where viewers[title] > 0 {
      most.insert(TitleIndex(title), score: Double(viewers[title]))
    }
    titles = most.sorted().map(\.title.rawValue).sorted()
    titleCount = matrix.titleCount
    self.matrix = Self.restrict(matrix, to: titles)
  }

  /// The rows of a matrix of active titles, put back where they belong in the catalogue.
  func expanded(_ rows: [[ItemMatrix.Cell]]) -> ItemMatrix {
    var all = [[ItemMatrix.Cell]](repeating: [], count: titleCount)
    for (row, cells) in rows.enumerated() {
      all[Int(titles[row])] = cells.map {
        ItemMatrix.Cell(title: TitleIndex(titles[$0.title.position]), value: $0.value)
      }
    }
    return ItemMatrix(rows: all)
  }

  private static func restrict(
    _ matrix: InteractionMatrix, to titles: [Int32]
  ) -> InteractionMatrix {
    var position = [Int32](repeating: -1, count: matrix.titleCount)
    for (index, title) in titles.enumerated() { position[Int(title)] = Int32(index) }
    var builder = InteractionMatrixBuilder(titleCount: titles.count)
    for user in 0..<matrix.userCount {
      for cell in matrix.cells(of: UserIndex(user)) {
        let title = position[Int(matrix.columns[cell])]
        if title >= 0 { builder.add(title: TitleIndex(title), weight: matrix.weights[cell]) }
      }
      builder.endRow()
    }
    return builder.build()
  }
}
