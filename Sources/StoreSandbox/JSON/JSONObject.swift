/// The members of a JSON object in the order in which they were written.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One name with its value.
    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: JSONValue

        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    public private(set) var members: [Member]

    public init(_ members: [Member] = []) { self.members = members }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(key: $0.0, value: $0.1) }
    }

    /// Reads the first member of that name; setting replaces it, appends it, or with `nil` removes it.
    public subscript(_ key: String) -> JSONValue? {
        get { index(of: key, from: 0).map { members[$0].value } }
        set {
            switch (index(of: key, from: 0), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The text (or digits) of a member, `nil` when it is absent or has none.
    public func text(_ key: String) -> String? { self[key]?.text }

    /// The whole number of a member, `nil` when it is absent or is none.
    public func integer(_ key: String) -> Int? { self[key]?.integer }

    /// The complete object that a sparse one stands for: `template` with this object's values in it, members unknown to the
    /// template at the end.
    ///
    /// Documents hold only what differs from the template, which keeps ten thousand orders small. As both are in the same
    /// order as a rule, each search begins where the last one ended.
    func completed(by template: JSONObject) -> JSONObject {
        var result = template.members
        var used = 0
        var next = 0
        for position in result.indices {
            guard used < members.count, let found = index(of: result[position].key, from: next) else { continue }
            result[position].value = members[found].value
            used += 1
            next = found + 1
        }
        if used < members.count {
            let known = Set(result.map(\.key))
            result += members.filter { !known.contains($0.key) }
        }
        return JSONObject(result)
    }

    /// The position of a member, searched from `start` to the end and then from the beginning.
    private func index(of key: String, from start: Int) -> Int? {
        for index in start..<max(start, members.count) where members[index].key == key { return index }
        for index in 0..<min(start, members.count) where members[index].key == key { return index }
        return nil
    }
}
