import Foundation
import PickRecommender
import Testing

/// Quality on real data, where `PICK_MOVIELENS` names the folder of ml-latest-small.
@Suite("MovieLens") struct MovieLensTests {
  static let directory = ProcessInfo.processInfo.environment["PICK_MOVIELENS"]

  @Test(
    "EASE keeps the quality it is chosen for, far above popularity",
    .enabled(if: directory != nil, "PICK_MOVIELENS names no folder"))
  func quality() throws {
    let data = try MovieLens.dataset(in: #require(Self.directory))
    let split = try TimeSplit(positiveWeight: MovieLens.likedWeight).split(data)
    let evaluator = Evaluator(
      split: split, metrics: [Precision(at: 10), Recall(at: 10), NDCG(at: 10)])
    let ease = try evaluator.evaluate(EASE())
    let popularity = try evaluator.evaluate(Popularity(decay: nil))
    print(ease, popularity)
    let (reached, floor) = try (
      #require(ease.mean("ndcg@10")), #require(popularity.mean("ndcg@10"))
    )
    #expect(reached > 0.125)
    #expect(floor < 0.1)
  }
}

/// Reads MovieLens' ratings as the product weighs them.
enum MovieLens {
  /// Four stars as the rating formula weighs them.
  static let likedWeight = weight(stars: 4)

  static func weight(stars: Float) -> Float {
    let record = WatchRecord(
      title: 1, asset: 1, startSeconds: 0, watchedSeconds: 0,
      statedPreference: stars / 5)
    // Half a star weighs nothing, but the item stays one the user has seen.
    return max(1e-4, ImplicitRating().ratings(of: [record], asOfSeconds: 0)[0].weight)
  }

  static func dataset(in directory: String) throws -> Dataset {
    let text = try String(contentsOfFile: "\(directory)/ratings.csv", encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map { Double($0) ?? 0 }
    }
    let items = Vocabulary(rows.map { Int64($0[1]) })
    let users = Vocabulary(rows.map { Int64($0[0]) })
    let weights = Dictionary(
      uniqueKeysWithValues: (1...10).map { ($0, weight(stars: Float($0) / 2)) })
    let byUser = Dictionary(grouping: rows) { Int64($0[0]) }
    var builder = InteractionMatrixBuilder(itemCount: items.count)
    var times: [Int64] = []
    for user in users.identifiers {
      for row in (byUser[user] ?? []).sorted(by: { $0[1] < $1[1] }) {
        guard let item = items.position(of: Int64(row[1])),
          let weight = weights[Int(row[2] * 2)]
        else { continue }
        builder.add(item: ItemIndex(item), weight: weight)
        times.append(Int64(row[3]))
      }
      builder.endRow()
    }
    return try Dataset(interactions: builder.build(), times: times, items: items, users: users)
  }
}
