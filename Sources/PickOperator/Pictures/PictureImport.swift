import Glibc
import PickCommand
import PickModel
import PickPictures
import PickSearch
import PickStore
import PickSystem

/// Takes the pictures of a folder in: each file is matched with a title, read in a process of its own,
/// made small and kept.
struct PictureImport {
  /// The titles they are for.
  let matcher: PictureMatcher
  /// Where they are kept.
  let folder: PictureFolder
  /// Reads them.
  let decoder: PictureDecoder

  /// Files of the largest folder that is looked at.
  static let mostFiles = 1_000_000
  /// Pictures after which the index is written, so that what was done before a kill counts.
  private static let portion = 256

  /// What an import did.
  struct Report: Encodable, Equatable {
    /// Pictures that are new, or replaced another one.
    var stored = 0
    /// Pictures that were there already.
    var unchanged = 0
    /// How the names of those were read, and how often.
    var readAs: [String: Int] = [:]
    /// Files that were not taken.
    var rejected: [RejectedFile] = []
  }

  /// A file that was not taken, and why.
  struct RejectedFile: Encodable, Equatable {
    let file: String
    let reason: String
  }

  /// Takes in every file of a directory, in the order of their names.
  ///
  /// - Throws: `Failure` where the directory cannot be listed; `PictureFolderError`.
  func run(
    _ directory: String, progress: (_ done: Int, _ total: Int) -> Void
  ) async throws -> Report {
    let names = try Self.names(in: directory)
    var known = try folder.pictures()
    var report = Report()
    var waiting: [Title.ID: StoredPicture] = [:]
    var owners: [Title.ID: String] = [:]
    for (done, name) in names.enumerated() {
      progress(done, names.count)
      try Task.checkCancellation()
      let found = await take("\(directory)/\(name)", named: name, known: known, owners: owners)
      switch found {
      case .failure(let error): report.rejected.append(RejectedFile(file: name, reason: error.text))
      case .success(.unchanged(let title, let reading)):
        owners[title] = name
        report.unchanged += 1
        report.readAs[reading.rawValue, default: 0] += 1
      case .success(.new(let title, let reading, let picture)):
        owners[title] = name
        report.readAs[reading.rawValue, default: 0] += 1
        (known[title], waiting[title]) = (picture, picture)
        report.stored += 1
        if waiting.count >= Self.portion { try write(&waiting) }
      }
    }
    try write(&waiting)
    progress(names.count, names.count)
    return report
  }

  private func write(_ waiting: inout [Title.ID: StoredPicture]) throws(PictureFolderError) {
    guard !waiting.isEmpty else { return }
    try folder.change { $0.merge(waiting) { $1 } }
    waiting = [:]
  }

  private enum Taken {
    case unchanged(Title.ID, TitleReadings.Reading)
    case new(Title.ID, TitleReadings.Reading, StoredPicture)
  }

  /// Why a file was not taken.
  private enum Rejection: Error {
    case picture(PictureRefusal)
    case file(FileError)
    case noTitle
    case severalTitles
    case unclear([TitleReadings.Reading])
    case second(after: String)
    case folder(PictureFolderError)

    var text: String {
      switch self {
      case .picture(let refusal): refusal.text
      case .file(.symbolicLink): "it is a symbolic link"
      case .file(.notRegular): "it is no file"
      case .file(.tooLarge): PictureRefusal.tooManyBytes.text
      case .file(let error): "it cannot be read: \(String(cString: strerror(error.errno)))"
      case .noTitle: "no title has this identifier or name"
      case .severalTitles:
        "several titles have this name; add the year in brackets, or call it after the title's "
          + "identifier"
      case .unclear(let readings):
        "it means one title as \(readings.map(\.words).joined(separator: ", another as ")); say which "
          + "counts with --by \(readings.map(\.rawValue).joined(separator: " or --by "))"
      case .second(let file): "its title has a picture from \(file) already"
      case .folder(let error): error.sentence
      }
    }
  }

  private func take(
    _ path: String, named name: String, known: [Title.ID: StoredPicture],
    owners: [Title.ID: String]
  ) async -> Result<Taken, Rejection> {
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path, limit: PictureRefusal.longestFile)
    } catch {
      return .failure(.file(error))
    }
    let title: Title.ID
    let reading: TitleReadings.Reading
    switch matcher.match(Self.stem(name)) {
    case .title(let found, let by): (title, reading) = (found, by)
    case .unclear(let readings): return .failure(.unclear(readings))
    case .none: return .failure(.noTitle)
    case .several: return .failure(.severalTitles)
    }
    if let owner = owners[title] { return .failure(.second(after: owner)) }
    guard !bytes.isEmpty else { return .failure(.picture(.empty)) }
    guard let format = PictureFormat(beginning: bytes) else {
      return .failure(.picture(.unknownFormat))
    }
    let checksum = PictureFolder.checksum(of: bytes)
    if let kept = known[title], kept.checksum == checksum, folder.holds(kept) {
      return .success(.unchanged(title, reading))
    }
    switch await decoder.renditions(of: bytes) {
    case .failure(let refusal): return .failure(.picture(refusal))
    case .success(let renditions):
      guard
        let picture = StoredPicture(
          checksum: checksum, format: format, width: renditions.width, height: renditions.height)
      else { return .failure(.picture(.failed)) }
      do {
        try folder.keep(picture, bytes, renditions)
      } catch {
        return .failure(.folder(error))
      }
      return .success(.new(title, reading, picture))
    }
  }

  /// A file's name without its ending.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func names(in directory: String) throws -> [String] {
    let names: [String]
    do {
      names = try Files.names(in: try Files.open(directory, for: .directory, links: .followed))
    } catch {
      throw Failure(
        error == .missing ? .unavailable : .inputOutput,
        "\(directory) cannot be listed: \(String(cString: strerror(error.errno))). Name a folder of "
          + "pictures.")
    }
    guard names.count <= mostFiles else {
      throw Failure(.badData, "\(directory) has more than a million files. Import it in parts.")
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}

extension TitleReadings.Reading {
  /// What a name is read as, in a few words.
  var words: String {
    switch self {
    case .id: "an identifier"
    case .movielens: "a key of the imported files"
    case .name: "a name"
    }
  }
}

extension PictureFolderError {
  /// What is wrong, and what to do about it.
  var sentence: String {
    switch self {
    case .newerIndex: "the index of the pictures was written by a newer Pick. Update Pick."
    case .damagedIndex(let line):
      "line \(line) of the index of the pictures is damaged. Restore the folder, or import all "
        + "pictures into a new one (--pictures)."
    case .sameName: "two pictures would have one name. Save one of them anew."
    case .file(let path, let code): "\(path) cannot be used: \(String(cString: strerror(code)))"
    }
  }

  /// The status scripts see.
  var status: ExitStatus {
    switch self {
    case .newerIndex: .unavailable
    case .damagedIndex, .sameName: .badData
    case .file(_, let code): code == EACCES || code == EPERM ? .noPermission : .inputOutput
    }
  }
}
