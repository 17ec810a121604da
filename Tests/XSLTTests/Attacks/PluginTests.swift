import Foundation
import Testing
import XSLT

/// libxslt loads a shared object for a namespace that it does not know, from a folder that the environment names.
struct PluginTests {
    private static let sheet = """
        <xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:p='crosswalk-plugin'
            extension-element-prefixes='p'>
        <xsl:template match='/'><p:go/><xsl:value-of select='p:f()'/></xsl:template>
        </xsl:stylesheet>
        """
    private static let trace = "CROSSWALK_PLUGIN_TRACE"

    /// The plug-in leaves a trace the moment it is loaded. `xsltproc` shows that it works, so its absence here means something.
    @Test(.enabled(if: !ChildTest.isRunning))
    func aPluginIsNotLoaded() throws {
        try withFolder { folder in
            let plugins = try folder.folder("plugins")
            try makePlugin(in: plugins, source: folder)
            let sheet = try folder.file("sheet.xsl", Self.sheet)
            let input = try folder.file("in.xml", "<a/>")

            let rival = folder.url.appendingPathComponent("loaded-by-xsltproc")
            try run(
                "xsltproc", [sheet.path, input.path],
                environment: ["LIBXSLT_PLUGINS_PATH": plugins.path, Self.trace: rival.path], mayFail: true)
            #expect(FileManager.default.fileExists(atPath: rival.path), "the plug-in itself does not work")

            let ours = folder.url.appendingPathComponent("loaded-by-us")
            let child = try ChildTest.run(
                "aProcessWithAPluginFolderRefusesTheFunction",
                environment: ["LIBXSLT_PLUGINS_PATH": plugins.path, Self.trace: ours.path])
            #expect(child.hasPassed, "\(child.text)")
            #expect(!FileManager.default.fileExists(atPath: ours.path))
        }
    }

    /// Runs in the child of the test above.
    @Test(.enabled(if: ChildTest.isRunning))
    func aProcessWithAPluginFolderRefusesTheFunction() throws {
        #expect(ProcessInfo.processInfo.environment[Self.trace] != nil)
        let source = StylesheetSource(name: "sheet.xsl", bytes: Array(Self.sheet.utf8))
        let error = #expect(throws: XSLTError.self) {
            try Stylesheet(source).compile().transform(XMLDocument(bytes: Array("<a/>".utf8), name: "in.xml"))
        }
        #expect(error?.description.contains("sheet.xsl:3") == true, "\(error?.description ?? "no error")")
    }

    /// libxslt looks for a file and a function that are named after the namespace.
    private func makePlugin(in plugins: URL, source folder: Folder) throws {
        let code = try folder.file(
            "plugin.c",
            """
            #include <stdio.h>
            #include <stdlib.h>
            void crosswalk_plugin_init(void) {
                const char *path = getenv("\(Self.trace)");
                FILE *file = path ? fopen(path, "w") : NULL;
                if (file) fclose(file);
            }
            """)
        let object = plugins.appendingPathComponent("crosswalk_plugin.so")
        try run("clang", ["-shared", "-fPIC", "-o", object.path, code.path])
    }

    private func run(
        _ command: String, _ arguments: [String], environment: [String: String] = [:], mayFail: Bool = false
    ) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(mayFail || process.terminationStatus == 0, "\(command) failed")
    }
}
