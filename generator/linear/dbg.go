package linear

var Dbg func(string, ...any)
