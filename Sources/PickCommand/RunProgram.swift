import Dispatch
import Glibc

/// Runs a program that is asynchronous and ends the process with 0 where the program does not.
///
/// A program whose `main` is asynchronous has the dispatch library at work before its first line. What
/// a process does instead of the program, and without the right to open files, comes before this.
package func runProgram(_ program: @escaping @Sendable () async -> Void) -> Never {
  Task {
    await program()
    exit(0)
  }
  dispatchMain()
}
