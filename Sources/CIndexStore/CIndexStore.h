// The few types and numbers of the index store's C interface that reading occurrences needs
// (llvm: clang/include/indexstore/indexstore.h). The library itself is loaded at run time from the
// toolchain; nothing is linked.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Text that belongs to the library, without a zero at its end.
typedef struct {
  const char *data;
  size_t length;
} indexstore_string_ref_t;

/// What an occurrence does, as a set of bits.
enum {
  INDEXSTORE_SYMBOL_ROLE_DEFINITION = 1 << 1,
  INDEXSTORE_SYMBOL_ROLE_REFERENCE = 1 << 2,
  INDEXSTORE_SYMBOL_ROLE_IMPLICIT = 1 << 8,
};

/// What a unit depends on.
enum { INDEXSTORE_UNIT_DEPENDENCY_RECORD = 2 };

/// Kinds of symbols.
enum {
  INDEXSTORE_SYMBOL_KIND_MODULE = 1,
  INDEXSTORE_SYMBOL_KIND_ENUM = 5,
  INDEXSTORE_SYMBOL_KIND_STRUCT = 6,
  INDEXSTORE_SYMBOL_KIND_CLASS = 7,
  INDEXSTORE_SYMBOL_KIND_PROTOCOL = 8,
  INDEXSTORE_SYMBOL_KIND_EXTENSION = 9,
  INDEXSTORE_SYMBOL_KIND_TYPEALIAS = 11,
  INDEXSTORE_SYMBOL_KIND_CONSTRUCTOR = 22,
  INDEXSTORE_SYMBOL_KIND_PARAMETER = 25,
};

/// Of functions that are read and written as properties: getters, setters and their like.
enum {
  INDEXSTORE_SYMBOL_SUBKIND_ACCESSORGETTER = 3,
  INDEXSTORE_SYMBOL_SUBKIND_ACCESSORSETTER = 4,
  INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORWILLSET = 1000,
  INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORMUTABLEADDRESSOR = 1003,
  INDEXSTORE_SYMBOL_SUBKIND_SWIFTSUBSCRIPT = 1011,
  INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORREAD = 1014,
  INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORMUTATE = 1018,
};
