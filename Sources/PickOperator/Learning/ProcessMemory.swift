import Foundation

/// How much memory this process takes, as Linux counts it.
enum ProcessMemory {
  /// The most memory since the process began or `forgetPeak`, in bytes; `nil` when nobody knows.
  static var peakBytes: Int64? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Int64(line.split(separator: " ").dropFirst().first ?? "")
    else { return nil }
    return kilobytes * 1024
  }

  /// Lets the peak begin anew, so that one model's is not another's; where that is not allowed the
  /// peak stays.
  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }
}
