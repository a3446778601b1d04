import { type ChildProcess, spawn } from 'node:child_process';
import { places } from './places.js';
import type { Assignment, Order, Outcome, Report } from './protocol.js';

// A row takes seconds at most; a subject that says nothing for so long hangs.
const silenceMs = 60_000;
const farewellMs = 3_000;
// What a process said before its end is read within this time after it.
const lastWordsMs = 50;

/** One subject, alive in a process of its own, that measures rows when told to. */
export class SubjectProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;

  private constructor(child: ChildProcess, ended: Promise<string>) {
    this.#child = child;
    this.#ended = ended;
  }

  /** Gives the process, or why the subject cannot start. */
  static async start(
    assignment: Assignment,
    environment: NodeJS.ProcessEnv,
  ): Promise<SubjectProcess | string> {
    const child = spawn(process.execPath, ['--expose-gc', places.child, JSON.stringify(assignment)], {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const subject = new SubjectProcess(child, endingOf(child));
    const report = await subject.#nextReport();
    if (report.kind === 'ready') return subject;
    await subject.end();
    return ('why' in report ? report.why : undefined) ?? 'it did not start';
  }

  get alive(): boolean {
    return this.#child.connected;
  }

  /** Measures one row; when the process dies of it, that is the outcome and `alive` is false. */
  async measure(row: string): Promise<Outcome> {
    const order: Order = { row };
    this.#child.send(order);
    const report = await this.#nextReport();
    if (report.kind === 'ready' || report.kind === 'unavailable')
      throw new Error('a child spoke out of turn');
    return report;
  }

  /** Resolves when the process has gone; one that does not go by itself is made to. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), farewellMs);
    await this.#ended;
    clearTimeout(timer);
  }

  async #nextReport(): Promise<Report> {
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      this.#child.kill('SIGKILL');
    }, silenceMs);
    const message = new Promise<Report>((resolve) =>
      this.#child.once('message', (report) => resolve(report as Report)),
    );
    const death = this.#ended.then((why): Report => ({
      kind: 'failed',
      why: hung ? 'hung, and was ended' : why,
    }));
    const report = await Promise.race([message, death]);
    clearTimeout(timer);
    return report;
  }
}

/**
 * Resolves when the process has ended, with what it complained of last. On 'exit', since 'close' does not come after a
 * disconnect, and never waits for a grandchild that still holds standard error open.
 */
function endingOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-20_000)));
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      setTimeout(() => {
        const fatal = complaint
          .split('\n')
          .find((line) => /^(Fatal|FATAL|terminate called|.*Error:)/.test(line));
        resolve(`the process died: ${fatal?.trim() ?? String(signal ?? code)}`);
      }, lastWordsMs);
    });
  });
}
