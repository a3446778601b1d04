#pragma once

namespace graftwire::ring::test {

/// ThreadSanitizer makes everything ten times slower: stress tests do less, tests of one thread too.
#if defined(__SANITIZE_THREAD__)
inline constexpr bool isUnderThreadSanitizer = true;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
inline constexpr bool isUnderThreadSanitizer = true;
#else
inline constexpr bool isUnderThreadSanitizer = false;
#endif
#else
inline constexpr bool isUnderThreadSanitizer = false;
#endif

}  // namespace graftwire::ring::test
