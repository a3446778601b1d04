import type { Session } from '../session.js';
import type { Emitter } from './emitter.js';
import type { Listener } from './listener.js';

/** What Python gives for a listener. */
interface Closing {
  close(): void;
}

/** An object of Python whose class has events. Python keeps its listeners, and drops them with the lane that they are of. */
export class PythonEmitter implements Emitter {
  readonly hasErrors: boolean;
  private readonly session: Session;
  private readonly target: object;

  /** @throws GraftError `invalid-argument` for what emits nothing */
  constructor(session: Session, target: object) {
    this.session = session;
    this.target = target;
    this.hasErrors = session.host.ask('emitsErrors', target) as boolean;
  }

  add(name: string, called: Listener, once: boolean): () => void {
    const { host, objects } = this.session;
    let subscription = host.ask('subscribe', this.target, name, called, once) as Closing | undefined;
    return () => {
      if (subscription === undefined) return;
      subscription.close();
      // Rather than when it is collected: there may be many.
      objects.release(subscription);
      subscription = undefined;
    };
  }

  remove(name: string, listener: Listener): void {
    this.session.host.ask('unlisten', this.target, name, listener);
  }
}
