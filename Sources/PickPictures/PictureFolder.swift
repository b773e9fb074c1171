import Crypto
import Glibc
public import PickModel
import PickSystem

/// The folder of pictures, `pictures/` beside a database.
///
/// A picture is `<sha256>.jpg|png|webp` as it was imported, and `<sha256>-160.jpg`, `-320` and `-640` as it
/// is served. `<database>.index` says which title has which. Files are never rewritten; the index is
/// replaced as a whole by rename, so that a reader sees the old one or the new one
/// (docs/decisions/pictures.md).
public struct PictureFolder: Sendable {
  /// The folder's path; it need not exist before the first import.
  public let path: String
  /// Names the database: a demo world and a real catalogue lie side by side.
  private let database: String

  /// Names a place; nothing is read or made yet.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - database: the identity of the database.
  public init(path: String, database: String) {
    self.path = path
    self.database = database
  }

  /// The usual place: `pictures/` in the directory of the database file.
  public init(besideDatabase file: String, named database: String) {
    let directory = file.lastIndex(of: "/").map { file[..<$0] } ?? "."
    self.init(path: directory + "/pictures", database: database)
  }

  var indexPath: String { "\(path)/\(database).index" }

  /// The pictures by title; none where there is no folder.
  public func pictures() throws(PictureFolderError) -> [Title.ID: StoredPicture] {
    do {
      return try PictureIndex(Files.read(indexPath, limit: PictureIndex.longest)).pictures
    } catch let error as PictureFolderError {
      throw error
    } catch FileError.missing {
      return [:]
    } catch {
      throw Self.failure(indexPath, error)
    }
  }

  /// The JPEG of a picture; `nil` when it cannot be read.
  public func jpeg(of picture: StoredPicture, _ width: PictureWidth) -> [UInt8]? {
    try? Files.read(renditionPath(picture.checksum, width), limit: 4 << 20)
  }

  /// The checksum of a file.
  public static func checksum(of file: [UInt8]) -> String {
    Hexadecimal.encode(SHA256.hash(data: file))
  }

  /// Whether everything of a picture is there.
  public func holds(_ picture: StoredPicture) -> Bool {
    let paths =
      [originalPath(picture)]
      + PictureWidth.allCases.map { renditionPath(picture.checksum, $0) }
    return paths.allSatisfy { access($0, F_OK) == 0 }
  }

  /// Keeps the files of a picture; the index does not name it yet.
  public func keep(
    _ picture: StoredPicture, _ file: [UInt8], _ renditions: PictureRenditions
  ) throws(PictureFolderError) {
    Files.makeDirectories(path)
    try write(file, to: originalPath(picture))
    for width in PictureWidth.allCases {
      try write(renditions[width], to: renditionPath(picture.checksum, width))
    }
  }

  /// Changes which titles have which pictures, while no other process does, and removes the files no
  /// title has any more.
  public func change(
    _ change: (inout [Title.ID: StoredPicture]) -> Void
  ) throws(PictureFolderError) {
    Files.makeDirectories(path)
    do {
      try Files.whileLocked(path + "/.lock") {
        var index = PictureIndex()
        index.pictures = try pictures()
        let before = Set(index.pictures.values)
        change(&index.pictures)
        let names = Dictionary(
          grouping: Set(index.pictures.values.map(\.checksum)), by: { $0.prefix(16) })
        guard names.allSatisfy({ $0.value.count == 1 }) else { throw PictureFolderError.sameName }
        try Files.replace(indexPath, by: indexPath + ".new", with: index.bytes)
        Files.synchronizeDirectory(path)
        remove(before.subtracting(index.pictures.values))
      }
    } catch let error as PictureFolderError {
      throw error
    } catch {
      throw Self.failure(indexPath, error)
    }
  }

  /// Removes files, unless another database's index has them.
  private func remove(_ gone: Set<StoredPicture>) {
    guard !gone.isEmpty else { return }
    let others = otherChecksums()
    for picture in gone where others.map({ !$0.contains(picture.checksum) }) ?? false {
      unlink(originalPath(picture))
      for width in PictureWidth.allCases { unlink(renditionPath(picture.checksum, width)) }
    }
  }

  /// What the indexes of other databases name; `nil` when one cannot be read.
  private func otherChecksums() -> Set<String>? {
    guard let directory = try? Files.open(path, for: .directory, links: .followed),
      let names = try? Files.names(in: directory)
    else { return nil }
    var checksums: Set<String> = []
    for name in names where name.hasSuffix(".index") && name != "\(database).index" {
      let other = PictureFolder(path: path, database: String(name.dropLast(6)))
      guard let pictures = try? other.pictures() else { return nil }
      checksums.formUnion(pictures.values.map(\.checksum))
    }
    return checksums
  }

  private func originalPath(_ picture: StoredPicture) -> String {
    "\(path)/\(picture.checksum).\(picture.format.rawValue)"
  }

  private func renditionPath(_ checksum: String, _ width: PictureWidth) -> String {
    "\(path)/\(checksum)-\(width.rawValue).jpg"
  }

  private func write(_ bytes: [UInt8], to path: String) throws(PictureFolderError) {
    do {
      try Files.replace(path, by: path + ".new", with: bytes)
    } catch {
      throw Self.failure(path, error)
    }
  }

  private static func failure(_ path: String, _ error: any Error) -> PictureFolderError {
    .file(path: path, code: (error as? FileError)?.errno ?? EIO)
  }
}
