import Testing

@testable import XSLT

/// Who asks is told which records went through, and how many elements came of them.
struct RecordOutlineTests {
    /// Reads only the name, so that nothing else would be in the tree of a record.
    private let sheet = stylesheet(
        """
        <xsl:template match='/orders'><a><list><xsl:apply-templates select='order'/></list></a></xsl:template>\
        <xsl:template match='order'><xsl:if test='name = "bad"'><xsl:message terminate='yes'>no</xsl:message></xsl:if>\
        <xsl:if test='name != "none"'><b/><b/></xsl:if></xsl:template>
        """)

    private func document(_ names: [String]) -> [UInt8] {
        let orders = names.enumerated().map { index, name in
            "<order a='\(index)'><x:id>no</x:id><other>x</other><id>\(index)</id><name>\(name)</name><x:Store>s</x:Store></order>"
        }
        return Array("<orders store='d' xmlns:x='urn:x'>\(orders.joined(separator: "\n"))</orders>".utf8)
    }

    @Test(arguments: StreamingSetting.all)
    func recordsThatPassAreTold(_ setting: StreamingSetting) throws {
        for names in [
            ["", "bad", "none", "", "bad", ""], ["bad", "bad"], ["", "bad"], ["bad", ""], ["none", "none", "none"], [],
        ] {
            var options = StreamingOptions(threads: setting.threads, chunkBytes: setting.chunkBytes)
            options.outline = ["id", "{urn:x}Store", "absent"]
            options.countedPath = ["a", "list", "b"]
            let transform = try StreamingTransform(sheet, recordPath: ["orders", "order"], options: options)
            var passed: [RecordOutline] = []
            let result = try transform.runByRecord(
                from: BytesSource(document(names), name: "in.xml"), to: BytesSink(),
                events: StreamingEvents(badRecord: { _ in }, passed: { passed.append($0) }))
            guard case .done(let outcome) = result else { Issue.record("not streamed: \(result)"); return }
            let good = names.indices.filter { names[$0] != "bad" }
            #expect(passed.map(\.number) == good.map { $0 + 1 })
            #expect(passed.map { $0.element.text("id") } == good.map { String($0) })
            #expect(
                passed.allSatisfy { $0.element.elements.map(\.name) == ["id", "Store"] && $0.root.attribute("store") == "d" })
            #expect(outcome.counted == 2 * names.count { $0.isEmpty })
        }
    }

    @Test func aStylesheetThatIsNotLocalIsLeftAlone() throws {
        let sheet = stylesheet("<xsl:template match='/orders'><a n='{count(order)}'/></xsl:template>")
        let sink = BytesSink()
        let result = try StreamingTransform(sheet, recordPath: ["orders", "order"]).runByRecord(
            from: BytesSource(document([""]), name: "in.xml"), to: sink, events: StreamingEvents())
        guard case .unsuitable(let reason) = result else { Issue.record("was run"); return }
        #expect(!reason.isEmpty && sink.bytes.isEmpty)
    }
}

/// Threads beside each other keep out of the way of one that works alone.
struct WorkGateTests {
    private struct Seen {
        var beside = 0
        var isAlone = false
        var clashes = 0
        var alone = 0
    }

    @Test func nobodyWorksBesideOneAlone() {
        let gate = WorkGate()
        let seen = Monitor(Seen())
        let work: @Sendable () -> Void = {
            for turn in 0..<200 {
                try? gate.beside { () throws(StreamingStop) in
                    seen.withLock { seen in
                        seen.beside += 1
                        if seen.isAlone { seen.clashes += 1 }
                    }
                    if turn % 5 == 0 {
                        seen.withLock { $0.beside -= 1 }
                        try gate.alone { () throws(StreamingStop) in
                            seen.withLock { seen in
                                if seen.isAlone || seen.beside > 0 { seen.clashes += 1 }
                                seen.isAlone = true
                                seen.alone += 1
                            }
                            seen.withLock { $0.isAlone = false }
                        }
                        seen.withLock { $0.beside += 1 }
                    }
                    seen.withLock { $0.beside -= 1 }
                }
            }
        }
        EngineThread.run(work, beside: 3, work)
        seen.withLock { seen in
            #expect(seen.clashes == 0 && seen.alone == 160 && seen.beside == 0)
        }
    }
}
