/**
 * Every code a {@link GraftError} can carry: a closed set, so that a caller can switch over it.
 * docs/errors.md explains each one and its remedy; a test compares the two lists.
 * If you add a code here, also add its row there, and in python-host/graftwire/errors.py.
 */
export const graftErrorCodes = [
  // Finding and starting Python
  'python-not-found',
  'python-not-loadable',
  'python-version-unsupported',
  'python-free-threaded',
  'python-already-started',
  'python-start-failed',
  'venv-broken',
  // The native addon
  'addon-not-loadable',
  'platform-unsupported',
  // Loading a module
  'module-not-found',
  'invalid-source',
  // Configuration
  'invalid-configuration',
  'ambiguous-configuration',
  'package-not-installed',
  // Values that cannot cross
  'unsupported-value',
  'cyclic-value',
  'too-deep',
  'too-many-values',
  'too-large',
  'duplicate-key',
  // Bytes that are not IIP
  'malformed',
  'version-mismatch',
  // Invocations
  'exception',
  'invalid-argument',
  'unknown-member',
  'unknown-reference',
  'unknown-session',
  'wrong-thread',
  'forked-process',
  'callback-timeout',
  'deadlock',
  'timeout',
  'cancelled',
  'unimplemented',
  'out-of-memory',
] as const;

/** One of {@link graftErrorCodes}. */
export type GraftErrorCode = (typeof graftErrorCodes)[number];
