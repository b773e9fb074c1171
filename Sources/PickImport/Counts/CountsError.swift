import PickModel

/// Why a folder of counts is refused: the file, the line where there is one, and the reason.
package struct CountsError: Error, Equatable, Sendable {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    /// There is no such folder or file.
    case missing
    /// A file cannot be read, or is not what its name says.
    case unreadable(String)
    /// The manifest is none, or one of another kind or version.
    case badManifest(String)
    /// A file is not the one that the manifest names.
    case wrongChecksum
    /// A file has no line.
    case emptyFile
    /// The columns have other names.
    case wrongHeader(expected: [String])
    /// A row has more or fewer fields.
    case fieldCount(expected: Int, found: Int)
    /// A line is longer than any row.
    case longLine
    /// There are more rows than the manifest says.
    case moreRows(named: Int)
    /// There are fewer rows than the manifest says.
    case otherRows(named: Int, found: Int)
    /// A field is no whole number.
    case notWhole(column: String)
    /// A field is no number.
    case notNumber(column: String)
    /// A number is outside of what it can be.
    case outOfRange(column: String)
    /// The database has no such viewer.
    case unknownViewer(Int64)
    /// The database has no such title.
    case unknownTitle(Int64)
    /// A row repeats the one before it, or comes before it.
    case unordered
    /// Two files contradict each other, or a file itself.
    case contradiction(String)
    /// So many ratings need more memory than is allowed.
    case tooLarge(mebibytes: Int64)
  }

  package let file: String
  package let line: Int?
  package let reason: Reason

  init(_ file: String, line: Int? = nil, _ reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// An error of reading a file's bytes.
  init(_ file: String, _ error: ImportError) {
    let reason: Reason =
      switch error {
      case .missingFile: .missing
      case .unreadableFile(_, let reason): .unreadable(reason)
      case .otherFormat(_, let format): .unreadable("it is \(format.rawValue), and no table")
      case .emptyFile: .emptyFile
      case .demoDatabase, .wrongHeader, .missingColumns, .unclearValues, .unsupportedEncoding,
        .tooManyRejected, .badRow, .accountNumberTaken, .cancelled, .store, .cannotSort:
        .unreadable("\(error)")
      }
    self.init(file, reason)
  }

  /// File, line and reason, in a sentence.
  package var text: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return DisplayText.sanitized("\(place): \(reason.text). Nothing was changed.")
  }
}

extension CountsError.Reason {
  fileprivate var text: String {
    switch self {
    case .missing: "it is missing"
    case .unreadable(let reason): "it cannot be read: \(reason)"
    case .badManifest(let reason): reason
    case .wrongChecksum: "it is not the file that the manifest names (sha256)"
    case .emptyFile: "it is empty"
    case .wrongHeader(let expected): "the header must be \(expected.joined(separator: ","))"
    case .fieldCount(let expected, let found): "the row has \(found) fields, not \(expected)"
    case .longLine: "the line is longer than any row of counts"
    case .moreRows(let named): "there are more rows than the \(named) that the manifest names"
    case .otherRows(let named, let found):
      "there are \(found) rows, and the manifest names \(named)"
    case .notWhole(let column): "\(column) is no whole number"
    case .notNumber(let column): "\(column) is no number"
    case .outOfRange(let column): "\(column) is outside of what it can be"
    case .unknownViewer(let viewer): "the database has no viewer \(viewer)"
    case .unknownTitle(let title): "the database has no title \(title)"
    case .unordered: "the row repeats an earlier one or is not in order"
    case .contradiction(let what): what
    case .tooLarge(let mebibytes):
      "its ratings take about \(mebibytes) MiB, more than may be used (--memory-limit)"
    }
  }
}
