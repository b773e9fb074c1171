public import PickClient
public import PickModel

/// A sentence above the footer that disappears after a few seconds.
public struct Announcement: Hashable, Sendable {
  /// The fact.
  public let kind: Kind
  /// Tells it from every other notice of a run.
  public let number: Int
  /// Whether it names the key that takes the choice back.
  public let offersUndo: Bool

  /// A fact that the screen turns into a sentence.
  public enum Kind: Hashable, Sendable {
    /// The title is on the list now.
    case addedToMyList
    /// The title is off the list now.
    case removedFromMyList
    /// The thumb is up now.
    case thumbUp
    /// The thumb is down now.
    case thumbDown
    /// There is no thumb any more.
    case thumbWithdrawn
    /// The title is hidden now.
    case hidden
    /// The title shows again.
    case shownAgain
    /// The part counts as watched.
    case markedWatched
    /// The part does not count as watched any more.
    case unmarkedWatched
    /// The title is left out from now on.
    case forgotten
    /// All that was watched of the title counts again.
    case unforgotten
    /// The title is not in continue watching any more.
    case setAside
    /// The title is in continue watching again.
    case putBack
    /// One shelf of home stays on.
    case lastShelfStays
    /// The hero cannot be moved.
    case heroStaysFirst
    /// No choice is left to be taken back.
    case nothingToUndo
    /// That is what plays now.
    case resuming(TitleReference, EpisodeNumber?, secondsLeft: Int?)
    /// Nothing was begun.
    case nothingToResume
    /// Another device was let in.
    case deviceApproved
    /// Another device was sent away.
    case deviceDenied
    /// The password is new.
    case passwordChanged
    /// Theme of that name.
    case theme(String)
    /// There is nothing to play.
    case nothingToPlay
    /// A write failed.
    case failed(ServiceError)
    /// Recommendations are personal from now on.
    case modelArrived
    /// Nothing is kept: there is no place to keep it.
    case unsaved
    /// Tokens look as if the machine's clock were wrong.
    case clockSeemsWrong
    /// The session ends with the program: it cannot be stored.
    case sessionUnsaved
    /// The terminal cannot show Hangul, so the screen is in English.
    case englishOnly
    /// Something that was found before the screen opened: a broken theme.
    case message(UserMessage)
  }
}

extension Strings {
  /// A notice in words, with the key that takes the choice back where it has one.
  func notice(_ announcement: Announcement, retryKey: String, undoKey: String) -> Notice {
    let said = notice(announcement.kind, retryKey: retryKey)
    guard announcement.offersUndo, !undoKey.isEmpty else { return said }
    return Notice(
      text: said.text + " · " + text(.noticeUndo, ["key": undoKey]), reference: said.reference,
      severity: said.severity)
  }

  private func notice(_ kind: Announcement.Kind, retryKey: String) -> Notice {
    switch kind {
    case .addedToMyList: Notice(text: self[.noticeAdded])
    case .removedFromMyList: Notice(text: self[.noticeRemoved])
    case .thumbUp: Notice(text: self[.noticeThumbUp])
    case .thumbDown: Notice(text: self[.noticeThumbDown])
    case .thumbWithdrawn: Notice(text: self[.noticeThumbWithdrawn])
    case .hidden: Notice(text: self[.noticeHidden])
    case .shownAgain: Notice(text: self[.noticeShownAgain])
    case .markedWatched: Notice(text: self[.noticeWatched])
    case .unmarkedWatched: Notice(text: self[.noticeUnwatched])
    case .forgotten: Notice(text: self[.noticeForgotten])
    case .unforgotten: Notice(text: self[.noticeUnforgotten])
    case .setAside: Notice(text: self[.noticeSetAside])
    case .putBack: Notice(text: self[.noticePutBack])
    case .lastShelfStays: Notice(text: self[.noticeLastShelf])
    case .heroStaysFirst: Notice(text: self[.noticeHeroFirst])
    case .nothingToUndo: Notice(text: self[.noticeNothingToUndo])
    case .nothingToResume: Notice(text: self[.noticeNothingToResume])
    case .resuming(let title, let episode, let left): Notice(text: resuming(title, episode, left))
    case .deviceApproved: Notice(text: self[.noticeDeviceApproved])
    case .deviceDenied: Notice(text: self[.noticeDeviceDenied])
    case .passwordChanged: Notice(text: self[.noticePassword])
    case .theme(let name): Notice(text: text(.noticeTheme, ["name": themeName(name)]))
    case .nothingToPlay: Notice(text: self[.noticeNothingToPlay], severity: .warning)
    case .modelArrived: Notice(text: self[.noticeModel])
    case .unsaved: Notice(text: self[.noticeUnsaved], severity: .warning)
    case .clockSeemsWrong: Notice(text: self[.sessionClock], severity: .warning)
    case .sessionUnsaved: Notice(text: self[.sessionUnsaved], severity: .warning)
    case .englishOnly: Notice(text: self[.noHangulConsole])
    case .message(let message): Notice(message, self)
    case .failed(let error):
      Notice(
        text: sentence(for: error, retryKey: retryKey), reference: reference(of: error),
        severity: .error)
    }
  }
}

extension Strings {
  /// ‘하루’ 7회 이어보기 · 40분 남음.
  private func resuming(
    _ title: TitleReference, _ episode: EpisodeNumber?, _ secondsLeft: Int?
  ) -> String {
    let part = episode.map { " " + name($0) } ?? ""
    let said = text(.noticeResuming, ["title": quoted(text(title.name)), "part": part])
    guard let secondsLeft else { return said }
    return said + " · " + text(.timeLeft, ["time": minutes(seconds: secondsLeft)])
  }
}

/// A message over the lowest lines of a page.
public struct Notice: Hashable, Sendable {
  /// The sentence: a fact and advice.
  public let text: String
  /// The reference in the log; shown muted on a second line.
  public let reference: String?
  /// How serious it is.
  public let severity: UserMessage.Severity

  /// A message in words.
  public init(text: String, reference: String? = nil, severity: UserMessage.Severity = .info) {
    self.text = text
    self.reference = reference
    self.severity = severity
  }

  /// A message in the words of a language.
  public init(_ message: UserMessage, _ strings: Strings) {
    self.init(
      text: strings.text(message),
      reference: message.reference.map { strings.text(.errorReference, ["reference": $0]) },
      severity: message.severity)
  }

  /// Rows the notice takes on a screen of `columns`.
  public func rows(columns: Int) -> Int { lines(columns).count + (reference == nil ? 0 : 1) }

  private func lines(_ columns: Int) -> [String] {
    TextLayout.wrapped(text, columns: columns - 2, maximumLines: 3)
  }

  /// Draws into the first rows of `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let style = Style(severity == .info ? .notice : .error)
    canvas.within(area) { canvas in
      let columns = canvas.size.columns
      let lines = lines(columns)
      canvas.fill(
        Rect(column: 0, row: 0, columns: columns, rows: rows(columns: columns)), style)
      for (row, line) in lines.enumerated() {
        canvas.text(line, at: Point(column: 1, row: row), style)
      }
      if let reference { canvas.text(reference, at: Point(column: 1, row: lines.count), .muted) }
    }
  }
}
