import HTTPTypes
import PickAPI
import PickModel
import PickTestSupport
import Testing

@testable import PickPictures

@Suite("pictures over the wire")
struct PictureTests {
  private static let title = Title.ID(2)
  private let directory: ScratchDirectory
  private let folder: PictureFolder
  private let picture: StoredPicture

  init() throws {
    directory = try ScratchDirectory()
    folder = PictureFolder(path: directory.file("pictures"), database: "db")
    picture = try Self.keep([1, 1, 2, 2, 3, 3], in: folder)
  }

  /// Six bytes stand for three JPEGs.
  private static func keep(_ file: [UInt8], in folder: PictureFolder) throws -> StoredPicture {
    let picture = try #require(
      StoredPicture(
        checksum: PictureFolder.checksum(of: file), format: .png, width: 60, height: 90))
    let renditions = try #require(
      PictureRenditions(answer: PictureWire.bytes([60, 90, 2, 2, 2]) + file))
    try folder.keep(picture, file, renditions)
    try folder.change { $0[title] = picture }
    return picture
  }

  private func server() async throws -> SignedInServer {
    try await SignedInServer(pictures: PictureLibrary(folder))
  }

  private func target(_ query: [(String, String)] = [], title: String = "2") -> String {
    Endpoint.picture.target(title, query: query)
  }

  @Test("the width that is asked for is enough, and the widest is all there is")
  func widths() async throws {
    let server = try await server()
    for (width, byte) in [("1", 1), ("160", 1), ("161", 2), ("640", 3), ("4096", 3)] {
      let answer = try await server.send(.picture, target([("width", width)]))
      #expect(answer.status == 200)
      #expect(answer.bytes == [UInt8(byte), UInt8(byte)])
      #expect(answer.headers[.contentType] == "image/jpeg")
    }
    #expect(try await server.send(.picture, target()).bytes == [2, 2])
  }

  @Test(
    "asked for by its version a picture is kept for good, otherwise it is asked about each time")
  func caching() async throws {
    let server = try await server()
    let version = picture.id.description
    let exact = try await server.send(
      .picture, target([("width", "320"), ("version", version)]))
    #expect(exact.headers[.cacheControl] == "private, max-age=31536000, immutable")
    #expect(exact.headers[.eTag] == "\"\(version)-320\"")
    #expect(exact.headers[.vary] == "Authorization")
    for query in [[], [("version", "0123456789abcdef")]] as [[(String, String)]] {
      let other = try await server.send(.picture, target(query))
      #expect(other.status == 200)
      #expect(other.headers[.cacheControl] == "private, no-cache")
    }
  }

  @Test("a picture that is known is not sent again; another one is")
  func notModified() async throws {
    let server = try await server()
    let tag = try #require(try await server.send(.picture, target()).headers[.eTag])
    let again = try await server.send(.picture, target(), nil, headers: [.ifNoneMatch: tag])
    #expect(again.status == 304)
    #expect(again.bytes.isEmpty)
    let wider = try await server.send(
      .picture, target([("width", "640")]), nil, headers: [.ifNoneMatch: tag])
    #expect(wider.status == 200)
    _ = try Self.keep([4, 4, 5, 5, 6, 6], in: folder)
    let other = try await server.send(.picture, target(), nil, headers: [.ifNoneMatch: tag])
    #expect(other.status == 200)
    #expect(other.bytes == [5, 5])
  }

  @Test(
    "a title without a picture, and one there is not, have none",
    arguments: ["1", "999999", "0", "x", "-2", "..", "9223372036854775808"])
  func missing(title: String) async throws {
    let answer = try await server().send(.picture, target(title: title))
    #expect(answer.status == 404)
    #expect(answer.code == "not_found")
  }

  @Test(
    "parameters are bounded",
    arguments: [
      [("width", "0")], [("width", "4097")], [("width", "x")], [("version", "ABC")],
      [("version", "0123456789ABCDEF")], [("version", "../../../etc/pass")], [("height", "3")],
    ] as [[(String, String)]])
  func parameters(query: [(String, String)]) async throws {
    let answer = try await server().send(.picture, target(query))
    #expect(answer.status == 400)
    #expect(answer.code == "invalid_parameter")
  }

  @Test("a server without a folder of pictures has none")
  func withoutFolder() async throws {
    let server = try await SignedInServer()
    #expect(try await server.send(.picture, target()).status == 404)
  }

  @Test("the page of a title says which picture it has")
  func said() async throws {
    let page: TitlePage = try await server().send(.title, Endpoint.title.target("2")).payload()
    #expect(page.title.picture == picture.id)
  }
}
