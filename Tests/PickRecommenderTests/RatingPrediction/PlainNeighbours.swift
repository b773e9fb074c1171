@testable import PickRecommender

/// The neighbourhood models as their formulas say it: every pair, every sum by itself.
struct PlainNeighbours {
  let settings: NeighbourSettings
  let origin: NeighbourOrigin
  /// Ratings by row and column.
  private let rated: [[Int: Double]]
  /// Rows by column in the order of arrival.
  private let raters: [[Int]]
  private let baselines: Baselines
  private let mean: Double

  init(_ ratings: RatingSet, _ settings: NeighbourSettings, _ origin: NeighbourOrigin) throws {
    self.settings = settings
    self.origin = origin
    mean = ratings.mean
    baselines = try settings.baselines.fit(ratings, context: FitContext()).baselines
    let (users, items) = (ratings.userCount, ratings.itemCount)
    var rated = [[Int: Double]](repeating: [:], count: settings.isUserBased ? users : items)
    var raters = [[Int]](repeating: [], count: settings.isUserBased ? items : users)
    for user in 0..<users {
      for cell in ratings.cells(of: UserIndex(user)) {
        let item = Int(ratings.items[cell])
        let (row, column) = settings.isUserBased ? (user, item) : (item, user)
        rated[row][column] = ratings.ratings[cell]
        raters[column].append(row)
      }
    }
    self.rated = rated
    self.raters = raters
  }

  private func baseline(_ row: Int, _ column: Int) -> Double {
    let (user, item) = settings.isUserBased ? (row, column) : (column, row)
    return baselines.estimate(user: UserIndex(user), item: ItemIndex(item))
  }

  /// In single precision, as models keep it: sums in another order must not tell equals apart.
  private func similarity(_ left: Int, _ right: Int) -> Double {
    Double(Float(exactSimilarity(left, right)))
  }

  private func exactSimilarity(_ left: Int, _ right: Int) -> Double {
    if left == right { return 1 }
    let common = rated[left].keys.filter { rated[right][$0] != nil }.sorted()
    let count = Double(common.count)
    let least = settings.similarity == .pearsonBaseline ? 2 : 1
    guard common.count >= max(least, settings.minimumSupport) else { return 0 }
    func pairs(_ take: (Int, Int, Double) -> Double) -> [(Double, Double)] {
      common.map {
        (take(left, $0, rated[left][$0] ?? 0), take(right, $0, rated[right][$0] ?? 0))
      }
    }
    func cosine(_ pairs: [(Double, Double)]) -> Double {
      let product = pairs.reduce(0) { $0 + $1.0 * $1.1 }
      let squares = (
        pairs.reduce(0) { $0 + $1.0 * $1.0 }, pairs.reduce(0) { $0 + $1.1 * $1.1 }
      )
      let length = (squares.0 * squares.1).squareRoot()
      return length > 1e-9 ? product / length : 0
    }
    let plain = pairs { $2 }
    switch settings.similarity {
    case .cosine: return cosine(plain)
    case .msd:
      return 1 / (plain.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / count + 1)
    case .pearson:
      let means = (
        plain.reduce(0) { $0 + $1.0 } / count, plain.reduce(0) { $0 + $1.1 } / count
      )
      return cosine(plain.map { ($0.0 - means.0, $0.1 - means.1) })
    case .pearsonBaseline:
      return cosine(pairs { $2 - baseline($0, $1) }) * (count - 1)
        / (count - 1 + settings.shrinkage)
    }
  }

  private func centre(_ row: Int) -> (mean: Double, deviation: Double) {
    func spread(_ values: [Double]) -> (Double, Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return (mean, variance.squareRoot())
    }
    let own = spread(rated[row].sorted { $0.key < $1.key }.map(\.value))
    return own.1 > 0 ? own : (own.0, spread(rated.flatMap { $0.values.sorted() }).1)
  }

  func estimate(row: Int, column: Int) -> Double? {
    guard !rated[row].isEmpty, !raters[column].isEmpty else {
      return origin == .baselines ? baseline(row, column) : nil
    }
    // A sort that keeps the order of equals, as heapq.nlargest does.
    let near = raters[column].enumerated().map { (similarity(row, $1), $0, $1) }
      .sorted { ($0.0, -$0.1) > ($1.0, -$1.1) }.prefix(settings.neighbours)
      .filter { $0.0 > 0 }
    let weight = near.reduce(0) { $0 + $1.0 }
    let sum = near.reduce(0) { total, neighbour in
      let rating = rated[neighbour.2][column] ?? 0
      let centre = centre(neighbour.2)
      return switch origin {
      case .zero: total + neighbour.0 * rating
      case .means: total + neighbour.0 * (rating - centre.mean)
      case .zscores: total + neighbour.0 * (rating - centre.mean) / centre.deviation
      case .baselines: total + neighbour.0 * (rating - baseline(neighbour.2, column))
      }
    }
    let isEnough = near.count >= settings.minimumNeighbours && weight > 0
    let nearest = isEnough ? sum / weight : 0
    return switch origin {
    case .zero: isEnough ? nearest : nil
    case .means: centre(row).mean + nearest
    case .zscores: centre(row).mean + nearest * centre(row).deviation
    case .baselines: baseline(row, column) + nearest
    }
  }
}
