import PickRecommender

/// Data with a known answer (after implicit's tests): even users like even titles, odd users odd
/// ones, and each user has not seen exactly one title of their colour.
enum Checkerboard {
  static let size = 20

  /// The title withheld from a user: of the user's colour, a different one for neighbours.
  static func withheld(from user: Int) -> Int { user }

  static func dataset() throws -> Dataset {
    var builder = InteractionMatrixBuilder(titleCount: size)
    for user in 0..<size {
      for title in stride(from: user % 2, to: size, by: 2) where title != withheld(from: user) {
        builder.add(title: TitleIndex(title), weight: 1)
      }
      builder.endRow()
    }
    let matrix = builder.build()
    return try Dataset(
      interactions: matrix, times: (0..<matrix.nonzeroCount).map { Int64($0) },
      titles: Vocabulary((0..<size).map { Int64($0) * 10 }),
      users: Vocabulary((0..<size).map { Int64($0) }),
      documents: (0..<size).map { ContentDocument(genres: [$0.isMultiple(of: 2) ? "짝" : "홀"]) })
  }
}
