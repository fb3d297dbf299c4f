/// A scale and a stack: code about which something can be proved.
