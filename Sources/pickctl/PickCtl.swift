@main
struct PickCtl {
  static func main() {}
}
