/// <reference lib="esnext.disposable" preserve="true" />
/** What a class of a generated Graft says its events by: only in types, never at run time. */
export declare const emits: unique symbol;

/** The events of something by their names, each with what its listeners are called with; `unknown` where no type tells. */
type EventsOf<Target> = typeof emits extends keyof Target ? NonNullable<Target[typeof emits]> : unknown;

/** The names of the events that something emits; any string where no type tells. */
export type EventName<Target> = unknown extends EventsOf<Target> ? string : keyof EventsOf<Target> & string;

/** What the listeners of an event are called with. */
export type EventArguments<Target, Name> = Name extends keyof EventsOf<Target>
  ? EventsOf<Target>[Name] extends readonly unknown[]
    ? EventsOf<Target>[Name]
    : readonly unknown[]
  : readonly unknown[];

/** What a stream of an event gives: the one value that is emitted, an array of several, undefined for none. */
export type EventValue<Arguments extends readonly unknown[]> = number extends Arguments['length']
  ? unknown
  : Arguments extends readonly []
    ? undefined
    : Arguments extends readonly [infer Value]
      ? Value
      : Arguments;

/** A listener that is called until it is closed; see {@link Events.subscribe}. */
export interface Subscription {
  /** The event's name. */
  readonly event: string;
  /** Whether it has been ended here, by {@link close} or the signal; a listener of `once` ends without this. */
  readonly closed: boolean;
  /** Ends it. Doing so again does nothing. */
  close(): void;
  [Symbol.dispose](): void;
}

/** What is emitted, from when the stream was made; see {@link Events.stream}. */
export interface EventStream<Value> extends AsyncIterableIterator<Value, undefined> {
  /** Whether nothing more comes; what has come already can still be read. */
  readonly closed: boolean;
  /** Ends it: what has come already can still be read. */
  close(): void;
  /** Ends it, as a loop does that is left: what has come is dropped. */
  return(): Promise<IteratorResult<Value, undefined>>;
  [Symbol.asyncIterator](): EventStream<Value>;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StreamOptions {
  /** Where it is aborted, the stream throws the signal's reason, behind what came before. */
  readonly signal?: AbortSignal;
}

export interface SubscribeOptions {
  /** Only the next time. Default: each time. */
  readonly once?: boolean;
  /** Where it is aborted, the subscription is closed. */
  readonly signal?: AbortSignal;
}

/** Listening to whatever emits, in whichever language; graftwire.events of Python has the same words. */
export interface Events {
  /**
   * Has `listener` called with what `target` emits as `name`. `target` is an EventEmitter or an EventTarget, an object of a Graft whose class emits,
   * or an object of Python whose class has a graftwire.events.Event of this name.
   *
   * The subscription lasts until it is closed, the signal is aborted, or the emitter or this thread is gone; letting go of it does not end it.
   *
   * @throws GraftError `invalid-argument` where `target` emits nothing, `unknown-member` where a class of Python has no such event
   */
  subscribe<Target extends object, Name extends EventName<Target>>(
    target: Target,
    name: Name,
    listener: (...args: EventArguments<Target, Name>) => unknown,
    options?: SubscribeOptions,
  ): Subscription;
  /** Ends what `subscribe` has begun with this listener, the last of several; without one, nothing happens. */
  unsubscribe<Target extends object, Name extends EventName<Target>>(
    target: Target,
    name: Name,
    listener: (...args: EventArguments<Target, Name>) => unknown,
  ): void;
  /**
   * What `target` emits as `name` from now on, to be iterated over by `for await`: the value that is emitted, an array of several, undefined for
   * none. What comes while nobody waits is kept, however much. An `error` event is thrown behind what came before it, unless that is the event
   * asked for. Leaving the loop ends it, and so does letting go of it.
   */
  stream<Target extends object, Name extends EventName<Target>>(
    target: Target,
    name: Name,
    options?: StreamOptions,
  ): EventStream<EventValue<EventArguments<Target, Name>>>;
}
