import type { GuardKeeper } from '../hypertube/call-guards.js';
import { now } from '../hypertube/now.js';

interface Guard {
  readonly id: number;
  readonly until: number;
  isCancelled: boolean;
}

/** Measures guarded calls of JavaScript on its own thread: nothing can interrupt that, so that a call is found to be late when it returns. */
export class LoopbackGuards implements GuardKeeper {
  private readonly guards: Guard[] = [];
  private last = 0;

  beginGuard(timeoutMs: number): number {
    this.last += 1;
    this.guards.push({ id: this.last, until: now() + timeoutMs, isCancelled: false });
    return this.last;
  }

  endGuard(): number {
    const { until, isCancelled } = this.guards.pop()!;
    return isCancelled ? 2 : now() > until ? 1 : 0;
  }

  cancelGuard(id: number): void {
    const guard = this.guards.find((one) => one.id === id);
    if (guard !== undefined) guard.isCancelled = true;
  }
}
