import type { UgmLoss } from '../../model/ugm.js';

/** What the model cannot say, in the order in which it is found, each once. */
export class Losses {
  private readonly found = new Map<string, UgmLoss>();
  private readonly isKept: boolean;

  /** @param isKept false where something is only tried, or is described again and was listed before */
  constructor(isKept = true) {
    this.isKept = isKept;
  }

  get entries(): readonly UgmLoss[] {
    return [...this.found.values()];
  }

  /** @param reason one sentence; asked for only where it is kept */
  add(path: string, reason: string | (() => string)): void {
    if (!this.isKept) return;
    const text = typeof reason === 'string' ? reason : reason();
    this.found.set(`${path}\n${text}`, { path, reason: text });
  }
}
