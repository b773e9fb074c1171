import CCurl
import Glibc

/// The functions of libcurl, found at run time so that embedded mode neither links nor maps it.
struct CurlLibrary: @unchecked Sendable {
  // Unchecked: the functions never change, since the library is never unloaded.
  typealias Handle = UnsafeMutableRawPointer

  /// The library's name with the interface version this code was written for.
  static let libraryName = "libcurl.so.4"

  let easyInit: @convention(c) () -> Handle?
  let easyCleanup: @convention(c) (Handle?) -> Void
  let easySetOption: Handle
  let easyGetInfo: Handle
  let listAppend: @convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?
  let listFree: @convention(c) (Handle?) -> Void
  let multiInit: @convention(c) () -> Handle?
  let multiCleanup: @convention(c) (Handle?) -> Int32
  let multiAdd: @convention(c) (Handle?, Handle?) -> Int32
  let multiRemove: @convention(c) (Handle?, Handle?) -> Int32
  let multiPerform: @convention(c) (Handle?, UnsafeMutablePointer<Int32>) -> Int32
  let multiPoll: @convention(c) (Handle?, Handle?, UInt32, Int32, Handle?) -> Int32
  let multiWakeup: @convention(c) (Handle?) -> Int32
  let multiInfo:
    @convention(c) (Handle?, UnsafeMutablePointer<Int32>)
      -> UnsafeMutablePointer<pick_curl_message>?

  /// The library, loaded at first use; `nil` on a machine without it.
  static let shared = CurlLibrary(libraryName)

  /// Loads the library, for as long as the program runs, and initialises it.
  init?(_ name: String) {
    guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { return nil }
    func find<Function>(_ symbol: String, as type: Function.Type = Function.self) -> Function? {
      // The signatures are those of curl.h and multi.h, frozen with the interface version.
      dlsym(library, symbol).map { unsafeBitCast($0, to: type) }
    }
    guard
      let globalInit: @convention(c) (Int) -> Int32 = find("curl_global_init"),
      globalInit(Int(PICK_CURL_GLOBAL_DEFAULT)) == 0,
      let easyInit: @convention(c) () -> Handle? = find("curl_easy_init"),
      let easyCleanup: @convention(c) (Handle?) -> Void = find("curl_easy_cleanup"),
      let easySetOption = dlsym(library, "curl_easy_setopt"),
      let easyGetInfo = dlsym(library, "curl_easy_getinfo"),
      let listAppend: @convention(c) (Handle?, UnsafePointer<CChar>) -> Handle? =
        find("curl_slist_append"),
      let listFree: @convention(c) (Handle?) -> Void = find("curl_slist_free_all"),
      let multiInit: @convention(c) () -> Handle? = find("curl_multi_init"),
      let multiCleanup: @convention(c) (Handle?) -> Int32 = find("curl_multi_cleanup"),
      let multiAdd: @convention(c) (Handle?, Handle?) -> Int32 = find("curl_multi_add_handle"),
      let multiRemove: @convention(c) (Handle?, Handle?) -> Int32 =
        find("curl_multi_remove_handle"),
      let multiPerform: @convention(c) (Handle?, UnsafeMutablePointer<Int32>) -> Int32 =
        find("curl_multi_perform"),
      let multiPoll: @convention(c) (Handle?, Handle?, UInt32, Int32, Handle?) -> Int32 =
        find("curl_multi_poll"),
      let multiWakeup: @convention(c) (Handle?) -> Int32 = find("curl_multi_wakeup"),
      let multiInfo:
        @convention(c) (Handle?, UnsafeMutablePointer<Int32>)
          -> UnsafeMutablePointer<pick_curl_message>? = find("curl_multi_info_read")
    else { return nil }
    self.easyInit = easyInit
    self.easyCleanup = easyCleanup
    self.easySetOption = easySetOption
    self.easyGetInfo = easyGetInfo
    self.listAppend = listAppend
    self.listFree = listFree
    self.multiInit = multiInit
    self.multiCleanup = multiCleanup
    self.multiAdd = multiAdd
    self.multiRemove = multiRemove
    self.multiPerform = multiPerform
    self.multiPoll = multiPoll
    self.multiWakeup = multiWakeup
    self.multiInfo = multiInfo
  }
}

/// Sets options of one handle and remembers whether libcurl knew them all.
final class CurlOptions {
  private let library: CurlLibrary
  private let easy: CurlLibrary.Handle
  /// Whether libcurl accepted every option.
  private(set) var areAllSet = true

  init(library: CurlLibrary, easy: CurlLibrary.Handle) {
    self.library = library
    self.easy = easy
  }

  func set(_ option: some BinaryInteger, _ value: Int) {
    note(pick_curl_set_long(library.easySetOption, easy, Int32(option), value))
  }

  /// Sets an option that older versions lack and that nothing depends on.
  func setIfKnown(_ option: some BinaryInteger, _ value: Int) {
    _ = pick_curl_set_long(library.easySetOption, easy, Int32(option), value)
  }

  /// Sets a text, which libcurl copies.
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
