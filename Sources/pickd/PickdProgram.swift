import PickServer
@main struct PickdProgram { static func main() async {} }
