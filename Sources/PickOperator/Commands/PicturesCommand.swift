import ArgumentParser
import PickCommand
import PickModel
import PickPictures
import PickSearch
import PickStore
import PickSystem

struct PicturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pictures",
    abstract: "Give titles pictures of their own.",
    discussion: """
      Pictures are kept in a folder beside the database, made small when they are imported. \
      Running programs show them with the next page; titles without one keep their drawn scene.
      """,
    subcommands: [Import.self, List.self, Remove.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in a folder of pictures (JPEG, PNG, WebP).",
      discussion: """
        A file is named after its title: the identifier, the key in the imported files (MovieLens: \
        movieId) or the title's name, with or without the year ("Godfather, The (1972).jpg"); see \
        pickctl title find. A name that means one title in one way and another one in another is not \
        taken unless --by says which way counts. Files that cannot be taken are listed with a \
        reason, and the others go in; the same folder again changes nothing.
        """.examples(
          "pickctl pictures import posters", "pickctl pictures import posters --by movielens",
          "pickctl pictures import posters --format json"))

    @Argument(help: ArgumentHelp("The folder of pictures.", valueName: "dir")) var directory: String
    @Option(
      help: ArgumentHelp(
        "How names of files are read: id, movielens or name (default: whichever fits).",
        valueName: "reading"),
      transform: TitleReadings.Reading.argument)
    var by: TitleReadings.Reading?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var pictures: PicturesOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        try NamedPath(directory).check(.folder, "the folder of pictures")
        let line = ProgressLine()
        defer { line.finish() }
        let opened = try await database.open()
        let titles = try await opened.stores.titles()
        let work = PictureImport(
          matcher: PictureMatcher(
            titles: titles, keys: try await opened.stores.importedKeys(), only: by),
          folder: try pictures.folder(of: opened),
          decoder: PictureDecoder(executable: ProgramPath.own))
        let report = try await work.run(directory) { line.show("Reading", $0, of: $1) }
        line.finish()
        if report.stored > 0 { try await opened.stores.touchCatalog() }
        try StandardOutput.show(try report.text(as: output.format))
        guard report.stored + report.unchanged > 0 || report.rejected.isEmpty else {
          throw Failure(.badData, "No file of \(directory) could be taken.")
        }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the titles that have pictures.",
      discussion: "".examples("pickctl pictures list", "pickctl pictures list --format json"))

    @OptionGroup var database: DatabaseOption
    @OptionGroup var pictures: PicturesOption
    @OptionGroup var output: FormatOption
    @OptionGroup var columns: ColumnsOption

    func run() async throws {
      try await reporting {
        let opened = try await database.open()
        let kept = try pictures.folder(of: opened).pictures()
        let titles = try await opened.stores.titles()
        let names = Dictionary(titles.map { ($0.id, $0.name.original) }) { first, _ in first }
        let lines = kept.sorted { $0.key < $1.key }.map {
          PictureLine(title: $0.key, name: names[$0.key], picture: $0.value)
        }
        guard output.format == .text else { return try StandardOutput.show(lines.json()) }
        guard !lines.isEmpty else {
          return try StandardOutput.show(
            "No title has a picture. Import some: pickctl pictures import")
        }
        let header = ["id", "name", "picture", "format", "size"]
        try StandardOutput.show(TextTable(header, lines.map(\.cells)).choosing(columns.names))
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take pictures away from titles.",
      discussion: "".examples(
        "pickctl pictures remove 5051382463158413716", "pickctl pictures remove --all"))

    @Argument(help: "The titles, by identifier, imported key or name.") var titles: [String] = []
    @Flag(help: "Remove the pictures of all titles.") var all = false
    @OptionGroup var database: DatabaseOption
    @OptionGroup var pictures: PicturesOption

    func validate() throws {
      guard all != !titles.isEmpty else {
        throw ValidationError("Name titles, or say --all.")
      }
    }

    func run() async throws {
      try await reporting {
        let opened = try await database.open()
        let folder = try pictures.folder(of: opened)
        var named: Set<Title.ID> = []
        for title in titles { named.insert(try await opened.stores.existingTitle(title).id) }
        let before = try folder.pictures()
        let gone = all ? Set(before.keys) : named.intersection(before.keys)
        try folder.change { pictures in for title in gone { pictures[title] = nil } }
        if !gone.isEmpty { try await opened.stores.touchCatalog() }
        try StandardOutput.show("Pictures removed: \(gone.count)")
      }
    }
  }
}

extension TitleReadings.Reading {
  fileprivate static func argument(_ name: String) throws -> TitleReadings.Reading {
    guard let reading = TitleReadings.Reading(rawValue: name) else {
      throw ValidationError("--by is id, movielens or name.")
    }
    return reading
  }
}

/// The option that names the folder of pictures.
struct PicturesOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where pictures are kept (default: pictures/ beside the file; for a server pictures/ where "
        + "the viewer's program keeps its data).",
      valueName: "dir"))
  var pictures: String?

  /// The folder of an opened database.
  func folder(of opened: OpenStores) throws -> PictureFolder {
    let name = opened.id.rawValue
    if let pictures { return PictureFolder(path: pictures, database: name) }
    switch opened.location {
    case .sqlite(let path): return PictureFolder(besideDatabase: path, named: name)
    case .mysql:
      guard let places = DatabaseOption.places else {
        throw Failure(.configuration, "There is no HOME; say where pictures are with --pictures.")
      }
      return PictureFolder(path: places.data + "/pictures", database: name)
    }
  }
}

extension PictureImport.Report {
  /// Rejected files a person gets to see; a program gets all of them.
  private static let shown = 20

  fileprivate func text(as format: OutputFormat) throws -> String {
    guard format == .text else { return try json() }
    var lines = ["Pictures: \(stored) newly stored, \(unchanged) unchanged"]
    let read = TitleReadings.Reading.allCases.compactMap { reading in
      readAs[reading.rawValue].map { "\($0) as \(reading.words)" }
    }
    if !read.isEmpty { lines.append("Names read: \(read.joined(separator: ", "))") }
    guard !rejected.isEmpty else { return lines.joined(separator: "\n") }
    lines.append("Not taken: \(rejected.count) files")
    lines += rejected.prefix(Self.shown).map {
      "  \(DisplayText.sanitized($0.file)): \($0.reason)"
    }
    if rejected.count > Self.shown { lines.append("  … --format json lists all") }
    return lines.joined(separator: "\n")
  }
}

/// A picture in a list.
private struct PictureLine: Encodable {
  let id: Int64
  let name: String?
  let picture: String
  let format: String
  let width: Int
  let height: Int

  init(title: Title.ID, name: String?, picture: StoredPicture) {
    id = title.rawValue
    self.name = name
    self.picture = picture.id.description
    format = picture.format.rawValue
    (width, height) = (picture.width, picture.height)
  }

  var cells: [String] { [String(id), name ?? "-", picture, format, "\(width)x\(height)"] }
}
