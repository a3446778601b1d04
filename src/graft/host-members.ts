import type { BoundMember, Lane } from '../hypertube/lane.js';
import type { UgmMember, UgmModule, UgmOutline } from '../model/ugm.js';
import type { Source } from './source.js';

/** The members of the Python package itself that a Graft is made with, bound at their first use. */
export class HostMembers {
  private readonly lane: Lane;
  private readonly bound = new Map<string, BoundMember>();

  constructor(lane: Lane) {
    this.lane = lane;
  }

  /** Imports a module and says what it has. */
  load({ target, kind }: Source): UgmOutline {
    return this.call('load', target, kind) as UgmOutline;
  }

  /** The model of one member of a module that was loaded. */
  member(module: string, name: string): UgmMember {
    return this.call('member', module, name) as UgmMember;
  }

  /** The whole model of a module that was loaded. */
  model(module: string): UgmModule {
    return this.call('model', module) as UgmModule;
  }

  exec(code: string, variables: unknown): void {
    this.call('exec', code, variables);
  }

  eval(expression: string, variables: unknown): unknown {
    return this.call('eval', expression, variables);
  }

  private call(name: string, ...args: readonly unknown[]): unknown {
    let member = this.bound.get(name);
    if (member === undefined) {
      member = this.lane.bind(`graftwire.host:${name}`);
      this.bound.set(name, member);
    }
    return this.lane.call(member, args);
  }
}
