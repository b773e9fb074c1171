import PickClient

extension Strings {
  /// A notice in words.
  func notice(_ kind: Announcement.Kind, retryKey: String) -> Notice {
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
    case .deviceApproved: Notice(text: self[.noticeDeviceApproved])
    case .deviceDenied: Notice(text: self[.noticeDeviceDenied])
    case .passwordChanged: Notice(text: self[.noticePassword])
    case .theme(let name): Notice(text: text(.noticeTheme, ["name": name]))
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
