/// Which elements of an input a stylesheet can read, as a tree of names from the document down.
///
/// Whatever is not in it may be left out of the input tree without a change of the output: an element that is no child of the tree's
/// node for its parent goes with all it holds. Attributes and namespace declarations of elements that stay are always kept.
/// It does not know what parameters of the kind `xpath` read: with one of these, nothing may be left out.
public struct Projection: Sendable, Equatable {
    /// One element by its path.
    public struct Node: Sendable, Equatable {
        /// The local name; empty for the document.
        public let name: String
        /// The namespace; `nil` for none.
        public let namespace: String?
        /// The nodes of its child elements, as indices into ``Projection/nodes``.
        public var children: [Int] = []
        /// Everything below is kept: text, comments, all elements. ``children`` is empty then.
        public var keepsAll = false
        /// Text and comments directly inside are kept. Where it is false they may be dropped.
        public var keepsText = false
        /// Child elements without a node of their own are kept with all they hold; only the document has this.
        public var keepsOthers = false
    }

    /// All nodes; the first stands for the document.
    public let nodes: [Node]

    /// The node of a child element; `nil` when the element may be left out, or where its parent ``Node/keepsOthers``, when it is kept
    /// whole. Not to be asked below a node that keeps all.
    public func child(of node: Int, name: String, namespace: String?) -> Int? {
        nodes[node].children.first { nodes[$0].name == name && nodes[$0].namespace == namespace }
    }
}
