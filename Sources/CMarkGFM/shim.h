// Debian's cmark-gfm: the parser and its GitHub extensions.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
