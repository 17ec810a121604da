public import Workflow

/// The task types of this room.
public enum AutoMapperTasks {
    /// The tasks with the base stylesheets of this installation.
    public static let taskTypes = taskTypes(base: .installed)

    /// The tasks with base stylesheets from elsewhere, for tests.
    public static func taskTypes(base: BaseStylesheets) -> [TaskType] {
        [
            TaskType(
                name: "map", summary: "Auto Mapper: translates a file from one format to another by a stylesheet",
                settings: [
                    SettingDeclaration(
                        "mapping", .text, required: true,
                        "formats or name of the mapping, for instance BigCommerce Orders..Zynk Sales Orders"),
                    SettingDeclaration("input", .inputFile, required: true, "file to translate"),
                    SettingDeclaration("output", .outputFile, required: true, "file to write"),
                    SettingDeclaration(
                        "fail", .outputFile, "records that could not be translated; default <output>.map-fail.xml"),
                    SettingDeclaration("parameters", .map, "parameters of the mapping; a customer's own go before them"),
                    SettingDeclaration(
                        "limits", .map,
                        "what a transform, or a piece of a long file, may use: depth, variables, operations, seconds, "
                            + "output-megabytes, memory-megabytes"),
                ]
            ) { settings in try MapTask(settings, base: base) }
        ]
    }
}
