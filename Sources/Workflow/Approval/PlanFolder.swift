internal import Foundation

/// The files that a plan was made on, in the folder of its dry run.
struct PlanFolder {
    let folder: URL

    /// What the plan keeps of them: all but what the dry run says about itself.
    func files() throws -> [RunPlan.File] {
        try Folders.names(in: folder).filter { $0 != "result.json" }.map { name in
            RunPlan.File(name: name, digest: ContentDigest.hex(of: try Data(contentsOf: folder.appendingPathComponent(name))))
        }
    }

    /// Puts the files into the folder of a run, after it was made sure that they are those of the plan.
    ///
    /// - Throws: ``PlanError/filesChanged(_:)``, ``FileError``.
    func copy(_ files: [RunPlan.File], to target: URL) throws {
        for file in files {
            let source = folder.appendingPathComponent(file.name)
            guard let data = try? Data(contentsOf: source) else {
                throw PlanError.filesChanged("\(source.path) is gone, from which the plan was made")
            }
            guard ContentDigest.hex(of: data) == file.digest else {
                throw PlanError.filesChanged("\(source.path) is not the file from which the plan was made")
            }
            try AtomicFile.write(data, to: target.appendingPathComponent(file.name))
        }
    }
}
