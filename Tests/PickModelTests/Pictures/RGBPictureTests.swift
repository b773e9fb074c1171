import PickModel
import Testing

@Suite("A picture in another size")
struct RGBPictureTests {
  @Test("as many bytes as the sides say, and sides that are possible")
  func valid() {
    #expect(RGBPicture(width: 2, height: 2, bytes: [UInt8](repeating: 0, count: 12)) != nil)
    #expect(RGBPicture(width: 2, height: 2, bytes: [UInt8](repeating: 0, count: 11)) == nil)
    #expect(RGBPicture(width: 0, height: 2, bytes: []) == nil)
    #expect(RGBPicture(width: -1, height: -1, bytes: [0, 0, 0]) == nil)
    #expect(RGBPicture(width: .max, height: .max, bytes: []) == nil)
  }

  @Test("of a high picture less is cut above than below, of a wide one as much on both sides")
  func cut() throws {
    let high = try #require(
      RGBPicture(
        width: 1, height: 100, bytes: (0..<100).flatMap { [UInt8](repeating: UInt8($0), count: 3) })
    )
    let square = high.covering(width: 1, height: 1)
    #expect((29...31).contains(square[0, 0].red))
    let wide = try #require(
      RGBPicture(
        width: 100, height: 1, bytes: (0..<100).flatMap { [UInt8](repeating: UInt8($0), count: 3) })
    )
    #expect((49...51).contains(wide.covering(width: 1, height: 1)[0, 0].red))
  }

  @Test(
    "every size can be made of every picture",
    arguments: [(1, 1), (1, 90), (90, 1), (7, 13), (500, 400)])
  func sizes(width: Int, height: Int) throws {
    let picture = try #require(
      RGBPicture(width: 3, height: 2, bytes: [UInt8](repeating: 77, count: 18)))
    let scaled = picture.covering(width: width, height: height)
    #expect((scaled.width, scaled.height) == (width, height))
    #expect(scaled.bytes.allSatisfy { $0 == 77 })
  }
}
