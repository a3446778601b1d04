import type { PipelinedPromise } from './pipelined-promise.js';

/** The steps of one frame, each with its promise. The first is an invocation; each other one is a member of the result of one before it. */
export class Chain {
  private readonly promises: PipelinedPromise[];
  private readonly names: string[] = [''];
  private readonly targets: number[] = [-1];

  constructor(first: PipelinedPromise) {
    this.promises = [first];
  }

  get length(): number {
    return this.promises.length;
  }

  get first(): PipelinedPromise {
    return this.promises[0]!;
  }

  /** Gives the number of the step. */
  add(promise: PipelinedPromise, name: string, target: number): number {
    this.names.push(name);
    this.targets.push(target);
    return this.promises.push(promise) - 1;
  }

  at(step: number): PipelinedPromise {
    return this.promises[step] ?? this.first;
  }

  nameOf(step: number): string {
    return this.names[step]!;
  }

  /** Whose result a step is a member of; undefined for the first. */
  targetOf(step: number): PipelinedPromise | undefined {
    return this.promises[this.targets[step]!];
  }

  /** Whether another step is a member of this one's result: whoever has made that one is told of errors there. */
  isTarget(step: number): boolean {
    return this.targets.includes(step);
  }
}
