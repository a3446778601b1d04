/** One line on standard error that is overwritten; on something that is no terminal, one line per step. */
export class Progress {
  readonly #begun = performance.now();
  #step = '';

  /** What is kept on the screen: the beginning of a step. */
  step(text: string): void {
    this.#step = text;
    if (process.stderr.isTTY) this.show('');
    else process.stderr.write(`${this.#clock()} ${text}\n`);
  }

  /** What is being done now; shown on a terminal only. */
  show(detail: string): void {
    if (!process.stderr.isTTY) return;
    const line = `${this.#clock()} ${this.#step} ${detail}`.slice(0, (process.stderr.columns || 80) - 1);
    process.stderr.write(`\r\x1b[2K${line}`);
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K');
  }

  elapsedMs(): number {
    return performance.now() - this.#begun;
  }

  #clock(): string {
    const seconds = Math.floor(this.elapsedMs() / 1000);
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
