import FuzzDriver

FuzzTarget.main([lookupTarget, decisionTarget, definitionTarget, jsonTarget])
