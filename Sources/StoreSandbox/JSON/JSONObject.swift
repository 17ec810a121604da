/// The members of a JSON object in the order in which they were written.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One name with its value.
    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: JSONValue

        /// A name with its value.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// In the order in which they were written.
    public private(set) var members: [Member]

    /// An object of these members, empty by default.
    public init(_ members: [Member] = []) { self.members = members }

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member(key: $0.0, value: $0.1) }
    }

    /// Reads the first member of that name; setting replaces it, appends it, or with `nil` removes it.
    public subscript(_ key: String) -> JSONValue? {
        get { index(of: key).map { members[$0].value } }
        set {
            switch (index(of: key), newValue) {
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
    /// Documents hold only what differs from the template, which keeps ten thousand orders small. Both are in the same order as
    /// a rule, so one walk finds nearly everything; only what is out of order is searched for.
    func completed(by template: JSONObject) -> JSONObject {
        var result = template.members
        var next = 0
        for position in result.indices where next < members.count && members[next].key == result[position].key {
            result[position].value = members[next].value
            next += 1
        }
        for member in members[next...] {
            if let position = template.index(of: member.key) {
                result[position].value = member.value
            } else {
                result.append(member)
            }
        }
        return JSONObject(result)
    }

    /// The position of the first member of that name.
    private func index(of key: String) -> Int? { members.firstIndex { $0.key == key } }
}
