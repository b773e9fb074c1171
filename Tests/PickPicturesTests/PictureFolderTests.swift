import Foundation
import Glibc
import PickModel
import PickSearch
import PickTestSupport
import Testing

@testable import PickPictures

@Suite("The folder of pictures")
struct PictureFolderTests {
  private let directory: ScratchDirectory
  private let folder: PictureFolder

  init() throws {
    directory = try ScratchDirectory()
    folder = PictureFolder(besideDatabase: directory.file("pick.sqlite"), named: "db1")
  }

  private static func renditions(_ byte: UInt8) throws -> PictureRenditions {
    try #require(
      PictureRenditions(
        answer: PictureWire.bytes([600, 900, 1, 2, 3]) + [UInt8](repeating: byte, count: 6)))
  }

  /// Keeps a picture made of one byte, and gives it to titles.
  @discardableResult
  private func keep(
    _ byte: UInt8, for titles: Int64..., in folder: PictureFolder? = nil
  ) throws -> StoredPicture {
    let (file, folder) = ([byte, 1, 2], folder ?? self.folder)
    let picture = try #require(
      StoredPicture(
        checksum: PictureFolder.checksum(of: file), format: .png, width: 600, height: 900))
    try folder.keep(picture, file, Self.renditions(byte))
    try folder.change { for title in titles { $0[Title.ID(title)] = picture } }
    return picture
  }

  @Test("a folder that is not there has no pictures and is not made by looking")
  func missing() throws {
    #expect(try folder.pictures().isEmpty)
    #expect(PictureLibrary(folder).versions().isEmpty)
    #expect(access(folder.path, F_OK) != 0)
  }

  @Test("a kept picture is found by its title, in each width")
  func kept() throws {
    let picture = try keep(7, for: 42)
    #expect(try folder.pictures() == [Title.ID(42): picture])
    #expect(folder.holds(picture))
    let library = PictureLibrary(folder)
    #expect(library.versions() == [Title.ID(42): picture.id])
    let found = try #require(library.jpeg(of: Title.ID(42), .large))
    #expect(found.version == picture.id)
    #expect(found.bytes == [7, 7, 7])
    #expect(library.jpeg(of: Title.ID(43), .large) == nil)
  }

  @Test("another picture of a title has another version, and the old files go")
  func replaced() throws {
    let first = try keep(1, for: 42)
    let library = PictureLibrary(folder)
    #expect(library.version(of: Title.ID(42)) == first.id)
    let second = try keep(2, for: 42)
    #expect(library.version(of: Title.ID(42)) == second.id)
    #expect(!folder.holds(first))
    #expect(folder.holds(second))
  }

  @Test("a file that two titles or two databases share stays until neither has it")
  func shared() throws {
    let picture = try keep(1, for: 1, 2)
    let other = PictureFolder(path: folder.path, database: "db2")
    try keep(1, for: 9, in: other)
    try folder.change { $0[Title.ID(1)] = nil }
    #expect(folder.holds(picture))
    try folder.change { $0 = [:] }
    #expect(folder.holds(picture))
    try other.change { $0 = [:] }
    #expect(!folder.holds(picture))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        ".lock", "db1.index", "db2.index",
      ])
  }

  @Test(
    "an index that cannot be read is not written over",
    arguments: [
      ("", PictureFolderError.damagedIndex(line: 1)), ("pick pictures 2\n", .newerIndex),
      ("pick pictures 1\n1 abc png 1 1\n", .damagedIndex(line: 2)),
      (
        "pick pictures 1\n-4 \(String(repeating: "a", count: 64)) png 1 1\n", .damagedIndex(line: 2)
      ),
      ("pick pictures 1\n4 \(String(repeating: "a", count: 64)) gif 1 1\n", .damagedIndex(line: 2)),
    ])
  func damaged(text: String, error: PictureFolderError) throws {
    try keep(1, for: 1)
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.indexPath))
    #expect(throws: error) { try folder.pictures() }
    #expect(throws: error) { try folder.change { $0 = [:] } }
    #expect(try String(contentsOfFile: folder.indexPath, encoding: .utf8) == text)
    #expect(PictureLibrary(folder).versions().isEmpty)
  }
}

@Suite("Which title a picture is of")
struct PictureMatcherTests {
  private let matcher = PictureMatcher(
    titles: SampleWorld.titles + [
      SampleWorld.title(3).renumbered(900, name: "같은 이름"),
      SampleWorld.title(3).renumbered(901, name: "같은 이름"),
      SampleWorld.title(3).renumbered(902, name: "Face/Off"),
    ],
    keys: [Title.ID(3): "318", Title.ID(4): "2"])

  @Test(
    "a name is an identifier, an imported name or a title's name",
    arguments: [
      ("3", 3), ("318", 3), ("소나기 형사", 1), ("detective SHOWER", 1),
      ("Detective_Shower", 1), ("face off", 902), ("Face_Off", 902),
    ] as [(String, Int64)])
  func found(stem: String, title: Int64) {
    guard case .title(Title.ID(title), _) = matcher.match(stem) else {
      Issue.record("\(matcher.match(stem))")
      return
    }
  }

  @Test("a number that is one title's identifier and another's key is read as it is told, or not")
  func unclear() {
    #expect(matcher.match("2") == .unclear([.id, .movielens]))
    for (only, title) in [(.id, 2), (.movielens, 4)] as [(TitleReadings.Reading, Int64)] {
      let matcher = PictureMatcher(
        titles: SampleWorld.titles, keys: [Title.ID(4): "2"], only: only)
      #expect(matcher.match("2") == .title(Title.ID(title), only))
      #expect(matcher.match("소나기 형사") == .none)
    }
  }

  @Test("Hangul in single letters, as some systems write names, is the same name")
  func decomposed() {
    #expect(
      matcher.match("소나기 형사".decomposedStringWithCanonicalMapping)
        == .title(Title.ID(1), .name))
  }

  @Test("a name that several titles have leads to none of them")
  func several() {
    #expect(matcher.match("같은 이름") == .several)
    #expect(matcher.match("900") == .title(Title.ID(900), .id))
  }

  @Test(
    "what names nothing leads nowhere",
    arguments: [
      "", " ", "03", "9999999999999999999999", "소나기", String(repeating: "\u{301}", count: 5000),
    ])
  func none(stem: String) { #expect(matcher.match(stem) == .none) }
}

extension Title {
  fileprivate func renumbered(_ id: Int64, name: String) -> Title {
    Title(
      id: Title.ID(id), name: LocalizedText(name), kind: kind, category: category, genres: genres,
      year: year, ageRating: ageRating, availability: availability, addedAt: addedAt)
  }
}
