import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Outcome } from './project.js';

/** A Node process that a test started, with what it has written so far. */
export class RunningNode {
  readonly outcome: Promise<Outcome>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly out: Buffer[] = [];
  private readonly err: Buffer[] = [];
  private ended: Outcome | undefined;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    child.stdout.on('data', (chunk: Buffer) => this.out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.err.push(chunk));
    // A program that ends does not read what it was sent.
    child.stdin.on('error', () => undefined);
    this.outcome = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.ended = { code, signal, out: this.stdout, err: this.stderr };
        resolve(this.ended);
      });
    });
  }

  /** Its process. */
  get pid(): number {
    return this.child.pid!;
  }

  get stdout(): string {
    return Buffer.concat(this.out).toString();
  }

  get stderr(): string {
    return Buffer.concat(this.err).toString();
  }

  /** Waits until standard output (or `read()`, for instance standard error) contains `text`; throws where the process ends without it. */
  async until(text: string, read = (): string => this.stdout): Promise<void> {
    while (!read().includes(text)) {
      if (this.ended !== undefined) {
        const { code, signal, out, err } = this.ended;
        throw new Error(
          `ended with ${code ?? signal} before it wrote ${JSON.stringify(text)}:\n${out}\n${err}`,
        );
      }
      await Promise.race([
        new Promise((resolve) => this.child.stdout.once('data', resolve)),
        new Promise((resolve) => this.child.stderr.once('data', resolve)),
        this.outcome,
      ]);
    }
  }

  /** Leaves what it writes in the pipe until {@link resumeReading}. */
  pauseReading(): void {
    this.child.stdout.pause();
  }

  resumeReading(): void {
    this.child.stdout.resume();
  }

  write(text: string): void {
    this.child.stdin.write(text);
  }

  closeInput(): void {
    this.child.stdin.end();
  }

  /** Ends it if it has not ended. */
  async end(): Promise<void> {
    if (this.ended === undefined) this.child.kill('SIGKILL');
    await this.outcome;
  }
}
