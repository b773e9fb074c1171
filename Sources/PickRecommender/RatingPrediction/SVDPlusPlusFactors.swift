/// What SVD++ learns, or starts from: biases and factors of users and items.
public struct SVDPlusPlusFactors: Equatable, Sendable {
  /// Length of a row of factors.
  public let width: Int
  /// b_u by row.
  public internal(set) var userBiases: [Double]
  /// b_i by column.
  public internal(set) var itemBiases: [Double]
  /// p, row-major, shape `[userCount, width]`.
  public internal(set) var userFactors: [Double]
  /// q, row-major, shape `[itemCount, width]`.
  public internal(set) var itemFactors: [Double]
  /// y, what having rated an item says whatever the rating; shape `[itemCount, width]`.
  public internal(set) var implicitFactors: [Double]

  /// Factors to start from; biases are 0.
  ///
  /// - Parameters:
  ///   - width: length of a row, > 0.
  ///   - userFactors: p, row-major.
  ///   - itemFactors: q, row-major.
  ///   - implicitFactors: y, row-major.
  /// - Throws: `DatasetError.inconsistentLengths` when an array does not consist of whole rows.
  public init(
    width: Int, userFactors: [Double], itemFactors: [Double], implicitFactors: [Double]
  ) throws(DatasetError) {
    guard width > 0, userFactors.count.isMultiple(of: width),
      itemFactors.count.isMultiple(of: width), itemFactors.count == implicitFactors.count
    else { throw .inconsistentLengths }
    self.init(
      checkedWidth: width, userFactors: userFactors, itemFactors: itemFactors,
      implicitFactors: implicitFactors)
  }

  /// Keeps rows the caller has counted; without biases they are 0.
  init(
    checkedWidth width: Int, userFactors: [Double], itemFactors: [Double],
    implicitFactors: [Double], userBiases: [Double]? = nil, itemBiases: [Double]? = nil
  ) {
    self.width = width
    self.userFactors = userFactors
    self.itemFactors = itemFactors
    self.implicitFactors = implicitFactors
    self.userBiases = userBiases ?? Array(repeating: 0, count: userFactors.count / width)
    self.itemBiases = itemBiases ?? Array(repeating: 0, count: itemFactors.count / width)
  }

  /// Whether there is a row for every user and item.
  func fits(_ ratings: RatingSet) -> Bool {
    userBiases.count == ratings.userCount && itemBiases.count == ratings.itemCount
  }

  /// The same with rows of another length: filled up with zeros, or cut.
  func resized(to newWidth: Int) -> SVDPlusPlusFactors {
    func rows(_ rows: [Double]) -> [Double] {
      FactorRows.resized(rows, from: width, to: newWidth)
    }
    return SVDPlusPlusFactors(
      checkedWidth: newWidth, userFactors: rows(userFactors), itemFactors: rows(itemFactors),
      implicitFactors: rows(implicitFactors), userBiases: userBiases, itemBiases: itemBiases)
  }
}
