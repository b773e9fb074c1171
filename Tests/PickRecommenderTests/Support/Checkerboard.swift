import PickRecommender

/// Data with a known answer (after implicit's tests): even users like even items, odd users odd
/// ones, and each user has not seen exactly one item of their colour.
enum Checkerboard {
  static let size = 20

  /// The item withheld from a user: of the user's colour, a different one for neighbours.
  static func withheld(from user: Int) -> Int { user }

  static func dataset() throws -> Dataset {
    var builder = InteractionMatrixBuilder(itemCount: size)
    for user in 0..<size {
      for item in stride(from: user % 2, to: size, by: 2) where item != withheld(from: user) {
        builder.add(item: ItemIndex(item), weight: 1)
      }
      builder.endRow()
    }
    let matrix = builder.build()
    return try Dataset(
      interactions: matrix, times: (0..<matrix.nonzeroCount).map { Int64($0) },
      items: Vocabulary((0..<size).map { Int64($0) * 10 }),
      users: Vocabulary((0..<size).map { Int64($0) }),
      documents: (0..<size).map { ContentDocument(genres: [$0.isMultiple(of: 2) ? "짝" : "홀"]) })
  }
}
