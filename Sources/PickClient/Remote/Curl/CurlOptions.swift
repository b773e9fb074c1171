import CCurl

/// Sets options of one handle and remembers whether libcurl knew them all.
final class CurlOptions {
  private let library: CurlLibrary
  private let easy: CurlLibrary.Handle
  /// Whether each option was taken.
  private(set) var areAllSet = true

  init(library: CurlLibrary, easy: CurlLibrary.Handle) {
    self.library = library
    self.easy = easy
  }

  func set(_ option: some BinaryInteger, _ value: Int) {
    note(pick_curl_set_long(library.easySetOption, easy, Int32(option), value))
  }

  /// An option that older versions lack, and that nothing depends on.
  func setIfKnown(_ option: some BinaryInteger, _ value: Int) {
    _ = pick_curl_set_long(library.easySetOption, easy, Int32(option), value)
  }

  /// libcurl copies texts.
  func set(_ option: some BinaryInteger, _ value: String) {
    note(
      value.withCString {
        pick_curl_set_pointer(library.easySetOption, easy, Int32(option), $0)
      })
  }

  func set(_ option: some BinaryInteger, pointer: UnsafeRawPointer?) {
    note(pick_curl_set_pointer(library.easySetOption, easy, Int32(option), pointer))
  }

  func setReceiver(_ option: some BinaryInteger, _ receiver: pick_curl_receiver) {
    note(pick_curl_set_receiver(library.easySetOption, easy, Int32(option), receiver))
  }

  private func note(_ code: Int32) { if code != 0 { areAllSet = false } }
}
