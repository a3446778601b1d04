import { InvalidArgumentError, Option } from 'commander';

/** `--version` of a package, which semantic versioning has to understand. */
export function versionOption(description: string): Option {
  return new Option('--version <version>', description).argParser((text: string) => {
    if (/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(text)) return text;
    throw new InvalidArgumentError('Write major.minor.patch.');
  });
}
