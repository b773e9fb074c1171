import CFuzzer
import Glibc

/// Feeds invented bytes to a parser until it breaks a promise or the time is over.
///
/// libFuzzer keeps the inputs that reach new code; `scripts/fuzz` says for how long.
public enum Fuzzer {
  /// Runs `body` on each input; a broken promise is a trap.
  public static func run(_ body: @escaping @Sendable ([UInt8]) -> Void) -> Never {
    Self.body = body
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments) { fuzzOneInput($0, $1) })
  }

  fileprivate static func runBody(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    body(Array(UnsafeBufferPointer(start: bytes, count: count)))
  }

  // Written once, before the loop that reads it begins.
  nonisolated(unsafe) private static var body: @Sendable ([UInt8]) -> Void = { _ in }
}

/// The entry libFuzzer's own `main` would call; its archive wants the name though ours is linked.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  Fuzzer.runBody(bytes, count)
  return 0
}
