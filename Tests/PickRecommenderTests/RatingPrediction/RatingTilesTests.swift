import Testing

@testable import PickRecommender

@Suite struct RatingTilesTests {
  @Test("tiles hold every rating once, each user's in the order of the set", arguments: 0..<8)
  func complete(seed: UInt64) throws {
    // From fewer users and items than there are ranges to many more.
    let ratings = try RandomRatings.set(
      users: 1 + Int(seed) * 5, items: 2 + Int(seed) * 7, seed: seed)
    var found: [[Int32: Double]] = Array(repeating: [:], count: ratings.userCount)
    for tile in RatingTiles(ratings).strata.joined() {
      #expect(tile.rowOffsets.count == tile.users.count + 1)
      for (row, user) in tile.users.enumerated() {
        let cells = tile.rowOffsets[row]..<tile.rowOffsets[row + 1]
        let items = cells.map { tile.columns[$0] + Int32(tile.items.lowerBound) }
        let order = ratings.cells(of: UserIndex(user)).map { ratings.items[$0] }
        #expect(items == order.filter { tile.items.contains(Int($0)) })
        for (item, cell) in zip(items, cells) {
          #expect(found[user].updateValue(Double(tile.ratings[cell]), forKey: item) == nil)
        }
      }
    }
    for user in 0..<ratings.userCount {
      let cells = ratings.cells(of: UserIndex(user))
      let expected = cells.map { (ratings.items[$0], Double(Float(ratings.ratings[$0]))) }
      #expect(found[user] == Dictionary(uniqueKeysWithValues: expected))
    }
  }

  @Test("the tiles of a stratum share no user and no item", arguments: 0..<8)
  func disjoint(seed: UInt64) throws {
    let ratings = try RandomRatings.set(
      users: 3 + Int(seed) * 5, items: 2 + Int(seed) * 7, seed: seed)
    for stratum in RatingTiles(ratings).strata {
      let (users, items) = (stratum.flatMap(\.users), stratum.flatMap(\.items))
      #expect(users.sorted() == Array(0..<ratings.userCount))
      #expect(items.sorted() == Array(0..<ratings.itemCount))
    }
  }

  @Test("ranges have about as many ratings each")
  func balanced() throws {
    let ratings = try RandomRatings.set(users: 200, items: 150, seed: 3)
    let tiles = RatingTiles(ratings).strata.joined()
    let fair = ratings.count / RatingTiles.side
    for place in 0..<RatingTiles.side {
      let rows = tiles.filter { $0.users == RatingTiles(ratings).strata[0][place].users }
      let count = rows.reduce(0) { $0 + $1.columns.count }
      #expect(abs(count - fair) < fair / 5)
    }
  }
}
