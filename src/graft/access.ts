/** What is done with a member of a value or result. If you change one, also change python-host/graftwire/host/chains.py. */
export const Access = {
  read: 0,
  call: 1,
  /** A call whose last argument is a plain object, which stands for keyword-only parameters where there are some. */
  callWithObject: 2,
} as const;
