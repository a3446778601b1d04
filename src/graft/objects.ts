import { GraftError } from '../errors/graft-error.js';
import type { Lane } from '../hypertube/lane.js';
import { lazyReferenceOf, referenceOf, RemoteObject, takeReference } from '../hypertube/remote-object.js';
import type { HostMembers } from './host-members.js';
import type { Places } from './places.js';

/** How many objects of one class are alive, and where they came from while that was recorded. */
export interface AliveObjects {
  readonly class: string;
  readonly count: number;
  /** By place, the most frequent first; empty where places are not recorded. */
  readonly places: Readonly<Record<string, number>>;
}

/** What the two languages hold of each other. */
export interface GraftStats {
  /** Objects of Python that JavaScript holds, classes included. What V8 has not collected yet counts. */
  readonly pythonObjects: number;
  /** Objects and functions of JavaScript that Python holds. */
  readonly javaScriptObjects: number;
  /** Of the objects of Python those that were received while `graft.stats({ places: true })` counted. */
  readonly python: readonly AliveObjects[];
  /** Of the objects of JavaScript, by class. */
  readonly javaScript: readonly AliveObjects[];
}

/** What can be done with any object of Python, whatever its class has. */
export class RemoteObjectAccess {
  private readonly lane: Lane;
  private readonly host: HostMembers;
  private readonly places: Places;

  constructor(lane: Lane, host: HostMembers, places: Places) {
    this.lane = lane;
    this.host = host;
    this.places = places;
  }

  get(object: object, name: string): unknown {
    return this.host.ask('getAttribute', checked(object), name);
  }

  set(object: object, name: string, value: unknown): void {
    this.host.ask('setAttribute', checked(object), name, value);
  }

  dir(object: object): readonly string[] {
    return this.host.ask('names', checked(object)) as string[];
  }

  help(object: object): string {
    return this.host.ask('help', checked(object)) as string;
  }

  call(callee: object, args: readonly unknown[]): unknown {
    return this.host.callObject(checked(callee), args);
  }

  enter(manager: object): unknown {
    return this.host.ask('enter', checked(manager));
  }

  enterAsync(manager: object): Promise<unknown> {
    return this.host.askLater('enterAsync', checked(manager));
  }

  await(awaitable: object): Promise<unknown> {
    return awaitable instanceof Promise ? awaitable : this.host.askLater('awaited', checked(awaitable));
  }

  release(object: object): void {
    const reference = takeReference(checked(object));
    this.lane.held.release(reference);
  }

  stats(places: boolean | undefined): GraftStats {
    if (places !== undefined) this.places.on = places;
    this.lane.held.sweep();
    const { python, javaScript } = this.lane.held.counts();
    return {
      pythonObjects: python,
      javaScriptObjects: javaScript,
      python: grouped(this.places.alive()),
      javaScript: grouped(withoutPlaces(this.lane.held.exported())),
    };
  }
}

function checked(object: object): object {
  if ((typeof object === 'object' || typeof object === 'function') && object !== null) {
    if (referenceOf(object) !== 0 || lazyReferenceOf(object) !== 0) return object;
    if (RemoteObject.isOne(object))
      throw new GraftError('unknown-reference', 'This object has been released.');
  }
  throw new GraftError('invalid-argument', 'This is no object of Python that is held by reference.', {
    remedy: 'Give an object, class or function that came from Python.',
  });
}

function* withoutPlaces(objects: Iterable<object>): Iterable<readonly [object, string]> {
  for (const object of objects) yield [object, ''];
}

function grouped(objects: Iterable<readonly [object, string]>): AliveObjects[] {
  const classes = new Map<string, Map<string, number>>();
  for (const [object, place] of objects) {
    const name =
      typeof object === 'function'
        ? 'Function'
        : ((object.constructor as { name?: string } | undefined)?.name ?? 'Object');
    const places = classes.get(name) ?? new Map<string, number>();
    classes.set(name, places);
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  return [...classes]
    .map(([name, places]) => ({
      class: name,
      count: [...places.values()].reduce((sum, count) => sum + count, 0),
      places: Object.fromEntries([...places].filter(([place]) => place !== '').sort((a, b) => b[1] - a[1])),
    }))
    .sort((a, b) => b.count - a.count);
}
