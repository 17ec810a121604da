// swift-tools-version: 6.2

import PackageDescription

/// Fuzz targets, a package of its own so that nothing else builds them. `Scripts/fuzz` builds and runs them; the compiler and the
/// linker need its flags.
let package = Package(
    name: "crosswalk-fuzz",
    dependencies: [.package(name: "crosswalk", path: "..")],
    targets: [
        .systemLibrary(name: "CFuzzer"),
        .target(name: "FuzzDriver", dependencies: ["CFuzzer"]),
        .executableTarget(name: "fuzz-xslt", dependencies: ["FuzzDriver", .product(name: "XSLT", package: "crosswalk")]),
        .executableTarget(
            name: "fuzz-rooms",
            dependencies: [
                "FuzzDriver", .product(name: "AutoMapper", package: "crosswalk"),
                .product(name: "Workflow", package: "crosswalk"), .product(name: "BigCommerce", package: "crosswalk"),
            ]),
    ]
)
