/** The threads of a lane that execute what is called asynchronously. If you change one, also change native/python/lane_threads.h. */
export const LaneThread = {
  /** Coroutine functions, on an event loop of asyncio. */
  loop: 0,
  /** All other functions, one after the other. */
  side: 1,
} as const;

export type LaneThread = (typeof LaneThread)[keyof typeof LaneThread];
