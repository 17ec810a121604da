internal import CLibxslt
func ping() { xmlInitParser() }
