import CCurl
import Glibc

/// libcurl, found at run time: embedded mode neither links nor maps it.
struct CurlLibrary: @unchecked Sendable {
  // Unchecked: functions of a library that is never unloaded; they do not change.
  typealias Handle = UnsafeMutableRawPointer

  /// The library's name with the interface version this code was written for.
  static let libraryName = "libcurl.so.4"
  /// The package to install when it is missing.
  static let debianPackage = "libcurl4"

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

  /// The library once it was asked for; `nil` on a machine without it.
  static let shared = CurlLibrary(libraryName)

  /// Loads the library for good and readies it.
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
