import PickClient
import PickCore
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: pictures", .fewAtOnce)
struct PicturesContract {
  private static let film = Title.ID(5)
  /// Nine bytes stand for three JPEGs: the service hands out what was kept, and reads none of it.
  private static let file: [UInt8] = [1, 1, 1, 2, 2, 2, 3, 3, 3]

  @Test("cards and pages say which titles have pictures", arguments: ServiceUnderTest.allCases)
  func said(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    #expect(try await device.title(Self.film).title.picture == nil)
    let picture = try await house.hang(Self.file, on: Self.film)
    #expect(try await device.title(Self.film).title.picture == picture)
    let found = try await device.search("작품 5", limit: 3).cards
    #expect(found.first { $0.id == Self.film }?.picture == picture)
    #expect(found.allSatisfy { $0.id == Self.film || $0.picture == nil })
  }

  @Test("a picture comes in the width that was asked for", arguments: ServiceUnderTest.allCases)
  func widths(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let picture = try await house.hang(Self.file, on: Self.film)
    for (place, width) in PictureWidth.allCases.enumerated() {
      let bytes = try await device.picture(
        TitlePicture(title: Self.film, picture: picture), width: width)
      #expect(bytes == Array(repeating: UInt8(place + 1), count: 3))
    }
  }

  @Test("what has no picture has none", arguments: ServiceUnderTest.allCases)
  func missing(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    let picture = try await house.hang(Self.file, on: Self.film)
    for title in [6, 999_999] as [Int64] {
      await #expect(throws: ServiceError.notFound) { () async throws in
        _ = try await device.picture(
          TitlePicture(title: Title.ID(title), picture: picture), width: .small)
      }
    }
  }

  @Test("without a session there is no picture", arguments: ServiceUnderTest.allCases)
  func guarded(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let picture = try await house.hang(Self.file, on: Self.film)
    let device = house.device()
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) { () async throws in
      _ = try await device.picture(
        TitlePicture(title: Self.film, picture: picture), width: .small)
    }
  }
}
