internal import ArgumentParser
internal import Crosswalk

extension WorkflowCommand {
    /// What a workflow file may name: task types and connection types with their settings, straight from what is registered.
    struct Tasks: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tasks",
            abstract: "List the task and connection types a workflow file may name, or the settings of one.",
            discussion: "Example:\n  crosswalk workflow tasks bigcommerce.download-orders")

        @Argument(help: "A task type or a connection type.") var type: String?

        func run() throws {
            guard let type else { return Terminal.result(overview) }
            let registry = TaskRegistry.crosswalk
            if let task = registry.taskTypes.first(where: { $0.name == type }) {
                Terminal.result("\(task.name): \(task.summary)\n\n" + table(task.settings))
            } else if let connection = registry.connectionTypes.first(where: { $0.name == type }) {
                Terminal.result("\(connection.name), a connection\n\n" + table(connection.fields))
            } else {
                throw ValidationError("there is no task or connection type '\(type)'; `crosswalk workflow tasks` lists them")
            }
        }

        private var overview: String {
            var tasks = TextTable([.init("Task type"), .init("What it does")])
            for task in TaskRegistry.crosswalk.taskTypes { tasks.add(task.name, task.summary) }
            var connections = TextTable([.init("Connection type"), .init("Fields")])
            for connection in TaskRegistry.crosswalk.connectionTypes {
                connections.add(connection.name, connection.fields.map(\.name).joined(separator: ", "))
            }
            return tasks.text + "\n\n" + connections.text
        }

        private func table(_ settings: [SettingDeclaration]) -> String {
            var table = TextTable([.init("Name"), .init("Type"), .init("Default"), .init("Meaning")])
            for setting in settings {
                let value = setting.isRequired ? "required" : setting.defaultValue.map(text) ?? ""
                table.add(setting.name, setting.kind.word + (setting.isSecret ? ", secret" : ""), value, setting.description)
            }
            return table.text
        }

        private func text(_ value: SettingValue) -> String {
            switch value {
            case .text(let text): text
            case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
            case .map(let entries): "{" + entries.map { "\($0.key): \(text($0.value))" }.sorted().joined(separator: ", ") + "}"
            }
        }
    }
}

extension SettingDeclaration.Kind {
    /// One or two words for a table.
    fileprivate var word: String {
        switch self {
        case .text: "text"
        case .integer: "integer"
        case .decimal: "decimal"
        case .decimals: "map of decimals"
        case .duration: "time"
        case .boolean: "true | false"
        case .date: "date"
        case .choice(let values): values.joined(separator: " | ")
        case .list: "list"
        case .map: "map"
        case .inputFile: "file of the run"
        case .outputFile: "file to write"
        case .path: "path"
        case .connection(let types): "connection (\(types.joined(separator: ", ")))"
        }
    }
}
