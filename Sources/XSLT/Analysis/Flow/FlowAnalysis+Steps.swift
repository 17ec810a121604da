extension FlowAnalysis {
    /// The nodes that a step takes from a place.
    func take(_ step: XPathStep, from place: Place, _ context: FlowContext) -> Set<Place> {
        switch place {
        case .tree, .treeAttribute: fromTree(step.axis, place)
        case .element(let node): fromElement(step, node, context)
        case .text(let parent): fromText(step, parent, context)
        case .below(let node): fromBelow(step, node, context)
        case .attribute(let owner): fromAttribute(step, place, owner, context)
        case .attributeBelow(let node): fromAttributeBelow(step, node, context)
        }
    }

    private func fromTree(_ axis: XPathAxis, _ place: Place) -> Set<Place> {
        switch axis {
        case .attribute, .namespace: place == .tree ? [.treeAttribute] : []
        case .self: [place]
        case .ancestorOrSelf, .descendantOrSelf: [place, .tree]
        default: [.tree]
        }
    }

    private func fromElement(_ step: XPathStep, _ node: Int, _ context: FlowContext) -> Set<Place> {
        switch step.axis {
        case .self: return matches(node, step, context) ? [.element(node)] : []
        case .attribute, .namespace: return node == PathTree.root ? [] : [.attribute(of: node)]
        case .parent: return tree.parent(of: node).map { elements([$0], step, context) } ?? []
        case .ancestor: return elements(tree.ancestors(of: node), step, context)
        case .ancestorOrSelf: return elements([node] + tree.ancestors(of: node), step, context)
        case .child: return children(of: node, step, context)
        case .descendant: return descendants(of: node, context)
        case .descendantOrSelf:
            return descendants(of: node, context).union(elements([node], step, context))
        case .followingSibling, .precedingSibling: return siblings(of: node, step, context)
        case .following, .preceding: return everywhere(step, context)
        }
    }

    private func fromText(_ step: XPathStep, _ parent: Int, _ context: FlowContext) -> Set<Place> {
        switch step.axis {
        case .self: return [.text(in: parent)]
        case .parent: return elements([parent], step, context)
        case .ancestor: return elements([parent] + tree.ancestors(of: parent), step, context)
        case .ancestorOrSelf: return elements([parent] + tree.ancestors(of: parent), step, context).union([.text(in: parent)])
        case .descendantOrSelf: return [.text(in: parent)]
        case .followingSibling, .precedingSibling:
            guard !isWrapper(parent) else { return beyond(step, context) }
            return children(of: parent, step, context)
        case .following, .preceding: return everywhere(step, context)
        case .attribute, .child, .descendant, .namespace: return []
        }
    }

    private func fromBelow(_ step: XPathStep, _ node: Int, _ context: FlowContext) -> Set<Place> {
        switch step.axis {
        case .attribute, .namespace: return [.attributeBelow(node)]
        case .parent: return elements([node], step, context).union([.below(node)])
        case .ancestor, .ancestorOrSelf:
            return elements([node] + tree.ancestors(of: node), step, context).union([.below(node)])
        case .following, .preceding: return everywhere(step, context)
        default: return [.below(node)]
        }
    }

    private func fromAttribute(_ step: XPathStep, _ place: Place, _ owner: Int, _ context: FlowContext) -> Set<Place> {
        switch step.axis {
        case .self, .descendantOrSelf: return [place]
        case .parent: return elements([owner], step, context)
        case .ancestor: return elements([owner] + tree.ancestors(of: owner), step, context)
        case .ancestorOrSelf: return elements([owner] + tree.ancestors(of: owner), step, context).union([place])
        case .following, .preceding: return everywhere(step, context)
        default: return []
        }
    }

    private func fromAttributeBelow(_ step: XPathStep, _ node: Int, _ context: FlowContext) -> Set<Place> {
        switch step.axis {
        case .self, .descendantOrSelf: return [.attributeBelow(node)]
        case .parent: return [.below(node)]
        case .ancestor, .ancestorOrSelf:
            return elements([node] + tree.ancestors(of: node), step, context).union([.below(node), .attributeBelow(node)])
        case .following, .preceding: return everywhere(step, context)
        default: return []
        }
    }

    /// Those of the elements that the test of the step lets pass.
    private func elements(_ nodes: [Int], _ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        Set(nodes.filter { matches($0, step, context) }.map { .element($0) })
    }

    /// Whether an element can pass the test of a step.
    func matches(_ node: Int, _ step: XPathStep, _ context: FlowContext) -> Bool {
        if node == PathTree.root { return step.test == .node }
        if node == record, readsSiblings { return true }
        switch step.test {
        case .name(let name): return tree.nodes[node].name == context.node.expanded(name)
        case .any, .node: return true
        case .anyIn(let prefix): return tree.nodes[node].name.namespace == context.node.namespaces[prefix]
        case .text, .comment, .instruction: return false
        }
    }

    private func children(of node: Int, _ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        if isWrapper(node) { return childrenOfWrapper(node, step, context) }
        switch step.test {
        case .name(let name):
            guard let child = tree.child(of: node, context.node.expanded(name)) else { return [.below(node)] }
            return [.element(child)]
        case .text, .comment, .instruction:
            tree.keepText(node)
            return [.text(in: node)]
        case .any, .anyIn, .node:
            tree.keepAll(node)
            return [.below(node)]
        }
    }

    /// Down from the root to the document element is always the same; below it, chunks differ from the document.
    private func childrenOfWrapper(_ node: Int, _ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        guard node == PathTree.root, recordPath.count > 2 else { return beyond(step, context) }
        let element = recordPath[1]
        switch step.test {
        case .any: return [.element(element)]
        case .name, .anyIn: return matches(element, step, context) ? [.element(element)] : []
        default: return beyond(step, context)
        }
    }

    private func descendants(of node: Int, _ context: FlowContext) -> Set<Place> {
        if isWrapper(node) {
            refuse("'//' or descendant:: from above the records sees all of them", context.node)
            return []
        }
        tree.keepAll(node)
        return [.below(node)]
    }

    private func siblings(of node: Int, _ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        guard let parent = tree.parent(of: node) else { return [] }
        guard !isWrapper(node), node != record else { return beyond(step, context) }
        return children(of: parent, step, context)
    }

    /// The axes `following` and `preceding` know no bounds.
    private func everywhere(_ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        refuse("'\(step.shown)' leaves the record", context.node)
        tree.keepAll(PathTree.root)
        return [.below(PathTree.root)]
    }

    /// A step that would see other records or what stands beside them.
    private func beyond(_ step: XPathStep, _ context: FlowContext) -> Set<Place> {
        let way = step.axis == .child ? "'\(step.shown)' from above the records" : "'\(step.shown)' from a record or above"
        refuse("\(way) reads other records or what stands beside them", context.node)
        return []
    }
}
