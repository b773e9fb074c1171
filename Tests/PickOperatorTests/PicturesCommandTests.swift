import Foundation
import Glibc
import PickModel
import PickPictures
import PickSearch
import PickStore
import PickStoreSQLite
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickOperator

@Suite("pictures import", .fewAtOnce)
struct PictureImportTests {
  private let directory: ScratchDirectory
  private let folder: PictureFolder

  init() throws {
    directory = try ScratchDirectory()
    folder = PictureFolder(path: directory.file("pictures"), database: "db")
    try FileManager.default.createDirectory(
      atPath: directory.file("in"), withIntermediateDirectories: false)
  }

  private var work: PictureImport {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let program = URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/pickctl"
    return PictureImport(
      matcher: PictureMatcher(titles: SampleWorld.titles, keys: [Title.ID(4): "318"]),
      folder: folder,
      decoder: PictureDecoder(
        executable: program, patience: PictureDecoder.Patience(file: 60_000, idle: 2_000)))
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: directory.file("in/\(name)")))
  }

  private func run() async throws -> PictureImport.Report {
    try await work.run(directory.file("in")) { _, _ in }
  }

  @Test("files named by identifier, imported name or title go in; the same again changes nothing")
  func matched() async throws {
    try put(TestPictures.poster(), "3.png")
    try put(TestPictures.lossyWebP, "318.webp")
    try put(TestPictures.inkJPEG, "소나기 형사.jpg")
    try put(TestPictures.poster(shade: 90), "Blue Fog.jpeg")
    try put([], ".directory")
    let first = try await run()
    let readAs = ["id": 1, "movielens": 1, "name": 2]
    #expect(first == PictureImport.Report(stored: 4, unchanged: 0, readAs: readAs))
    let kept = try folder.pictures()
    #expect(
      kept.mapValues(\.format) == [
        Title.ID(3): .png, Title.ID(4): .webp, Title.ID(1): .jpeg, Title.ID(15): .png,
      ])
    #expect(kept[Title.ID(3)].map { [$0.width, $0.height] } == [60, 90])
    #expect(try await run() == PictureImport.Report(stored: 0, unchanged: 4, readAs: readAs))
  }

  @Test("a number that means two titles is not taken until it is said how it is read")
  func unclear() async throws {
    try put(TestPictures.poster(), "3.png")
    let matcher = PictureMatcher(titles: SampleWorld.titles, keys: [Title.ID(4): "3"])
    let asked = PictureImport(matcher: matcher, folder: folder, decoder: work.decoder)
    let report = try await asked.run(directory.file("in")) { _, _ in }
    #expect(report.stored == 0)
    #expect(
      report.rejected.first?.reason
        == "it means one title as an identifier, another as a key of the imported files; say which "
        + "counts with --by id or --by movielens")
    let told = PictureImport(
      matcher: PictureMatcher(
        titles: SampleWorld.titles, keys: [Title.ID(4): "3"], only: .movielens),
      folder: folder, decoder: work.decoder)
    #expect(try await told.run(directory.file("in")) { _, _ in }.readAs == ["movielens": 1])
    #expect(try Array(folder.pictures().keys) == [Title.ID(4)])
  }

  @Test("another picture of the same title takes the place of the first")
  func replaced() async throws {
    try put(TestPictures.poster(), "3.png")
    _ = try await run()
    let before = try folder.pictures()
    try put(TestPictures.poster(shade: 90), "3.png")
    #expect(try await run().stored == 1)
    #expect(try folder.pictures() != before)
    #expect(try folder.pictures().count == 1)
  }

  @Test("what is no picture of a title is listed with the reason, and the others go in")
  func hostile() async throws {
    try put(TestPictures.poster(), "1.png")
    try put([], "2.png")
    try put(Array("text".utf8), "3.png")
    try put(TestPictures.bomb(width: 30_000, height: 30_000), "4.png")
    try put(TestPictures.bomb(width: 1, height: 60_000), "5.png")
    try put(Array(TestPictures.poster().dropLast(60)), "6.png")
    try put(TestPictures.animatedWebP, "7.webp")
    try put(TestPictures.poster(), "Nothing of ours.png")
    try put(TestPictures.poster(), "소나기 형사.png")
    try FileManager.default.createDirectory(
      atPath: directory.file("in/8.jpg"), withIntermediateDirectories: false)
    mkfifo(directory.file("in/9.jpg"), 0o600)
    symlink(directory.file("in/1.png"), directory.file("in/10.png"))
    let report = try await run()
    #expect(report.stored == 1)
    let reasons = Dictionary(uniqueKeysWithValues: report.rejected.map { ($0.file, $0.reason) })
    #expect(
      reasons == [
        "10.png": "it is a symbolic link", "2.png": PictureRefusal.empty.text,
        "3.png": PictureRefusal.unknownFormat.text, "4.png": PictureRefusal.tooManyPixels.text,
        "5.png": PictureRefusal.tooManyPixels.text, "6.png": PictureRefusal.damaged.text,
        "7.webp": PictureRefusal.animated.text, "8.jpg": "it is no file", "9.jpg": "it is no file",
        "Nothing of ours.png": "no title has this identifier or name",
        "소나기 형사.png": "its title has a picture from 1.png already",
      ])
    #expect(try Array(folder.pictures().keys) == [Title.ID(1)])
  }

  @Test("a picture whose files were lost is kept again")
  func lost() async throws {
    try put(TestPictures.poster(), "3.png")
    _ = try await run()
    let picture = try #require(try folder.pictures()[Title.ID(3)])
    unlink("\(folder.path)/\(picture.checksum)-160.jpg")
    #expect(try await run().stored == 1)
    #expect(folder.holds(picture))
  }
}
