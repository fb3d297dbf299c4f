// The few types of sourcekitd's C interface that cross it by value. The library itself is loaded
// at run time from the toolchain; nothing is linked.
#pragma once
#include <stdint.h>

/// A value in a response: opaque, passed by value.
typedef struct {
  uint64_t data[3];
} sourcekitd_variant_t;
