// swift-tools-version: 6.2

import PackageDescription

/// Warnings are errors and the strictest language settings hold in every room of the house.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioCompression: Target.Dependency = .product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "crosswalk",
    products: [
        .executable(name: "crosswalk", targets: ["crosswalk-cli"]),
        .library(name: "Crosswalk", targets: ["Crosswalk"]),
        // Rooms that the fuzz targets of Fuzz/ reach into.
        .library(name: "XSLT", targets: ["XSLT"]),
        .library(name: "AutoMapper", targets: ["AutoMapper"]),
        .library(name: "Workflow", targets: ["Workflow"]),
        .library(name: "BigCommerce", targets: ["BigCommerce"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibxslt", pkgConfig: "libexslt", providers: [.apt(["libxml2-dev", "libxslt1-dev"])]),
        .target(name: "CArena"),

        // Second floor: the engine's three foundations, which do not know each other.
        .target(name: "Money", swiftSettings: strict),
        .target(name: "XSLT", dependencies: ["CLibxslt", "CArena"], swiftSettings: strict),
        .target(name: "Workflow", dependencies: [grdb, yams, crypto], swiftSettings: strict),

        // Third floor: one room per system that is connected, and the mapper between them.
        .target(name: "AutoMapper", dependencies: ["XSLT", "Workflow", "Money"], swiftSettings: strict),
        .target(
            name: "BigCommerce",
            dependencies: ["XSLT", "Workflow", "Money", httpClient, nio, nioHTTP, nioPosix, nioCompression],
            swiftSettings: strict),
        .target(name: "Sage50", dependencies: ["XSLT", "Workflow", "Money", grdb], swiftSettings: strict),
        .target(
            name: "StoreSandbox",
            dependencies: ["Money", hummingbird, hummingbirdCore, nio, httpTypes, logging, lifecycle],
            swiftSettings: strict),

        // Top: the library face and the command.
        .target(
            name: "Crosswalk",
            dependencies: ["AutoMapper", "BigCommerce", "Sage50", "StoreSandbox", "XSLT", "Workflow", "Money"],
            swiftSettings: strict),
        .executableTarget(name: "crosswalk-cli", dependencies: ["Crosswalk", argumentParser], swiftSettings: strict),

        // Tests mirror the rooms.
        .testTarget(name: "MoneyTests", dependencies: ["Money"], swiftSettings: strict),
        .testTarget(name: "XSLTTests", dependencies: ["XSLT"], resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(name: "WorkflowTests", dependencies: ["Workflow", grdb], swiftSettings: strict),
        .testTarget(
            name: "AutoMapperTests", dependencies: ["AutoMapper", "XSLT", "Workflow", "Money"],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "BigCommerceTests", dependencies: ["BigCommerce", "StoreSandbox", "XSLT", "Workflow", "Money"],
            swiftSettings: strict),
        .testTarget(
            name: "Sage50Tests", dependencies: ["Sage50", "XSLT", "Workflow", "Money", grdb],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "PennyTests", dependencies: ["AutoMapper", "Sage50", "XSLT", "Workflow", "Money", grdb], swiftSettings: strict),
        .testTarget(
            name: "StoreSandboxTests", dependencies: ["StoreSandbox", "Money", httpClient, nio, nioHTTP], swiftSettings: strict),
        .testTarget(
            name: "CrosswalkTests", dependencies: ["Crosswalk", "StoreSandbox", "Sage50", "Money", grdb], swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["crosswalk-cli", "Crosswalk", "StoreSandbox", "Workflow", grdb],
            swiftSettings: strict),
    ]
)
