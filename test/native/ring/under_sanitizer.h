#pragma once

namespace graftwire::ring::test {

#if defined(__has_feature)
#define GRAFTWIRE_HAS_FEATURE(feature) __has_feature(feature)
#else
#define GRAFTWIRE_HAS_FEATURE(feature) 0
#endif

/// It makes everything ten times slower: stress tests do less.
#if defined(__SANITIZE_THREAD__) || GRAFTWIRE_HAS_FEATURE(thread_sanitizer)
inline constexpr bool isUnderThreadSanitizer = true;
#else
inline constexpr bool isUnderThreadSanitizer = false;
#endif

/// The allocators of both end the process where there is no memory.
#if defined(__SANITIZE_ADDRESS__) || GRAFTWIRE_HAS_FEATURE(address_sanitizer)
inline constexpr bool endsWithoutMemory = true;
#else
inline constexpr bool endsWithoutMemory = isUnderThreadSanitizer;
#endif

}  // namespace graftwire::ring::test
