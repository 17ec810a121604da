import FuzzDriver

@testable import BigCommerce

/// Reads answers of the shop. A value is the same when it is written and read again.
let jsonTarget = FuzzTarget("json") { input in
    guard let value = try? JSONParser.parse(input) else { return }
    guard let again = try? JSONParser.parse(Array(value.serialized.utf8)), again == value else {
        finding("\(value) is another after writing: \(value.serialized)")
    }
}
