import PickModel

/// A hidden kind of viewer: which genres it leans to.
///
/// Nobody is told whose cluster is whose.
struct TasteCluster: Equatable, Sendable {
  /// How common it is.
  let share: Int
  /// A weight for each of `CatalogueCell.all`.
  let weights: [Double]
  /// The vein of each cell it prefers.
  let veins: [Int]

  /// Of grown-up viewers.
  static let adults: [TasteCluster] = [
    make(0, 16, [.drama: 3, .film: 1], ["멜로/로맨스": 6, "로맨틱 코미디": 5, "가족": 2, "음악": 1]),
    make(1, 12, [.drama: 1.5, .film: 2], ["스릴러": 6, "범죄/수사": 6, "공포": 2, "의학/법정": 2]),
    make(2, 9, [.drama: 2, .broadcast: 1], ["사극": 8, "다큐": 4, "뉴스/시사": 3, "교양": 2]),
    make(3, 17, [.broadcast: 3], ["예능": 6, "토크쇼": 3, "음악": 2, "여행": 1, "코미디": 2]),
    make(4, 12, [.broadcast: 2, .drama: 1.5], ["요리": 4, "가족": 6, "여행": 3, "토크쇼": 2]),
    make(5, 12, [.film: 4], ["액션": 5, "SF/판타지": 4, "코미디": 3, "드라마": 3, "공포": 2]),
    make(6, 8, [.broadcast: 3], ["뉴스/시사": 6, "다큐": 5, "교양": 5, "의학/법정": 1]),
    make(7, 6, [.animation: 4, .film: 1], ["학원/스포츠": 5, "판타지": 5, "일상": 4, "SF/판타지": 2]),
    make(8, 5, [.broadcast: 2, .film: 2], ["스포츠": 9, "액션": 3, "예능": 2]),
    make(9, 3, [.drama: 2, .film: 2], ["판타지": 8, "공포": 4, "SF/판타지": 3, "로맨틱 코미디": 2]),
  ]

  /// Of children.
  static let children: [TasteCluster] = [
    make(10, 35, [.kids: 4], ["동요": 6, "학습": 3, "놀이": 3, "동화": 2]),
    make(11, 35, [.kids: 1.5, .animation: 3], ["모험": 5, "SF/로봇": 6]),
    make(12, 30, [.kids: 2, .animation: 2], ["동화": 4, "놀이": 4, "일상": 4, "모험": 2]),
  ]

  /// The categories a child watches at all.
  static let childCategories: [Category] = [.kids, .animation]

  private static func make(
    _ number: Int, _ share: Int, _ categories: [Category: Double], _ genres: [String: Double]
  ) -> TasteCluster {
    let isChild = number >= 10
    // A series is chosen once and watched many times: half of what is chosen are films.
    let weights = CatalogueCell.all.map { cell in
      guard !isChild || childCategories.contains(cell.category) else { return 0.0 }
      let elsewhere = isChild || cell.category == .kids ? 0.02 : 0.35
      let often = cell.category == .film ? 7 : cell.category == .drama ? 1.6 : 1
      return often * (categories[cell.category] ?? elsewhere) * (genres[cell.genre.id] ?? 0.12)
        * Double(cell.share)
    }
    // 7 and 3 are coprime to the vein count's multiples in use: neighbours prefer other veins.
    let veins = CatalogueCell.all.indices.map { (number * 7 + $0 * 3 + number / 3) % 3 }
    return TasteCluster(share: share, weights: weights, veins: veins)
  }
}
