import Testing

@Suite("Sandbox server") struct SandboxServerTests {}
