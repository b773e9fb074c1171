@main
struct Pick {
  static func main() {}
}
