// Debian's cmark-gfm: the parser and its GitHub extensions.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

// The kinds of the extension for tables, which none of these headers declares.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

// What the parts of a table may hold. The extension itself lists a cell's inline nodes one by one and
// leaves out the custom ones, so that whoever puts one into a cell is refused. What a table and a row
// hold is as it says, since its parser asks too.
static inline int table_can_contain(
    cmark_syntax_extension *extension, cmark_node *node, cmark_node_type child) {
  (void)extension;
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_TABLE) return child == CMARK_NODE_TABLE_ROW;
  if (type == CMARK_NODE_TABLE_ROW) return child == CMARK_NODE_TABLE_CELL;
  return type == CMARK_NODE_TABLE_CELL && (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}
