import Glibc
import PickModel
import PickStore

/// Writes one month of a world after another.
struct MonthDelivery {
  private let world: DemoWorld
  private let columns: [OriginalColumns]

  init(_ world: DemoWorld) {
    self.world = world
    columns = world.batch.titles.map(OriginalColumns.init)
  }

  func write(_ month: ExportMonth, to inbox: String) throws(DemoError) -> ExportDemoMonths.Month {
    let place = "\(inbox)/\(month.name)"
    let work = "\(inbox)/.\(month.name).partial"
    try Self.makeDirectory(inbox)
    try Self.makeDirectory(work)
    let files = [
      try writeAssets(month, to: work), try writeViews(month, to: work),
      try writeClicks(month, to: work),
    ]
    try ExportFile.write(Self.manifest(month, files), to: "\(work)/manifest.json")
    // A directory that appeared meanwhile is not empty, so renaming over it fails.
    guard rename(work, place) == 0 else {
      throw errno == ENOTEMPTY || errno == EEXIST
        ? .alreadyExported(path: place) : .file(place, errno)
    }
    return ExportDemoMonths.Month(
      name: month.name, path: place, assets: files[0].rows, views: files[1].rows,
      clicks: files[2].rows)
  }

  private func writeAssets(
    _ month: ExportMonth, to directory: String
  ) throws(DemoError) -> ExportFile.Summary {
    var file = try ExportFile.begun(
      "assets.csv", in: directory, header: OriginalColumns.assetHeader)
    var index = 0
    for imported in world.batch.assets where imported.asset.addedAt < month.end {
      for name in imported.names {
        try file.append(
          columns(of: imported.asset).asset(imported.asset, name: name, index: index))
        index += 1
      }
    }
    return try file.finish()
  }

  private func writeViews(
    _ month: ExportMonth, to directory: String
  ) throws(DemoError) -> ExportFile.Summary {
    var file = try ExportFile.begun("views.csv", in: directory, header: OriginalColumns.viewHeader)
    for event in world.batch.events where isIn(month, event.startedAt) {
      let imported = world.batch.assets[Int(event.asset.rawValue) - 1]
      try file.append(
        columns(of: imported.asset).view(
          event, of: imported.asset, name: name(of: imported, in: event),
          by: number(of: event.viewer)))
    }
    return try file.finish()
  }

  private func writeClicks(
    _ month: ExportMonth, to directory: String
  ) throws(DemoError) -> ExportFile.Summary {
    var file = try ExportFile.begun(
      "clicks.csv", in: directory, header: OriginalColumns.clickHeader)
    let firstNames = firstAssetNames()
    for view in world.batch.detailViews where isIn(month, view.at) {
      let wall = WallClockText(view.at)
      let asset = firstNames[Int(view.title.rawValue) - 1]
      try file.append([number(of: view.viewer), asset, wall.date, wall.time])
    }
    return try file.finish()
  }

  /// A view names its asset by any of the names the asset has.
  private func name(of imported: ImportedAsset, in event: WatchEvent) -> String {
    imported.names[Int(event.id.low % UInt64(imported.names.count))]
  }

  /// By title; a click is logged with the title's first asset.
  private func firstAssetNames() -> [String] {
    var names = [String](repeating: "", count: world.batch.titles.count)
    for imported in world.batch.assets.reversed() {
      names[Int(imported.asset.title.rawValue) - 1] = imported.asset.name
    }
    return names
  }

  private func columns(of asset: Asset) -> OriginalColumns {
    columns[Int(asset.title.rawValue) - 1]
  }

  private func number(of viewer: Viewer.ID) -> String {
    world.batch.accounts[Int(viewer.rawValue) - 1].number
  }

  private func isIn(_ month: ExportMonth, _ instant: Instant) -> Bool {
    month.start <= instant && instant < month.end
  }

  private static func manifest(_ month: ExportMonth, _ files: [ExportFile.Summary]) -> String {
    let entries = files.map {
      "    {\"file\": \"\($0.name)\", \"rows\": \($0.rows), \"sha256\": \"\($0.checksum)\"}"
    }
    return """
      {
        "month": "\(month.name)",
        "encoding": "CP949",
        "files": [
      \(entries.joined(separator: ",\n"))
        ]
      }

      """
  }

  private static func makeDirectory(_ path: String) throws(DemoError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .file(path, errno) }
  }
}
