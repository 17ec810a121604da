import FuzzDriver
import XSLT

// One thread with the engine's large stack for all inputs: to start one each time takes longer than most of them.
EngineThread.run {
    FuzzTarget.main([splitterTarget, streamTarget, prunerTarget, xpathTarget, stylesheetTarget])
}
