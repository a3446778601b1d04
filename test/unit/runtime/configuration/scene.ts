import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationResolver } from '../../../../src/runtime/configuration/configuration-resolver.js';
import { temporaryDirectory } from '../python/temporary-directory.js';

/** A project's folder, an environment, and a resolver that looks there. */
export class Scene {
  readonly root = temporaryDirectory();
  readonly env: Record<string, string> = {};
  readonly logged: string[] = [];
  /** From the root. */
  folder = '.';
  readonly resolver = new ConfigurationResolver({
    env: this.env,
    folder: () => join(this.root, this.folder),
    log: (line) => this.logged.push(line()),
  });

  constructor(files: Readonly<Record<string, string | Uint8Array>> = { 'package.json': '{}' }) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** The timeout that counts for a Graft: short, and different in each source. */
  timeoutOf(graft = 'graft.pypi.stats'): number | undefined {
    return this.resolver.resolve(graft).config.timeoutMs;
  }
}
