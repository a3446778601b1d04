import { existsSync } from 'node:fs';

/** How to get a shared libpython for the interpreter at `executable`: one sentence. */
export function libraryRemedy(executable: string, versionText: string): string {
  const minor = versionText.split('.').slice(0, 2).join('.');
  if (/[\\/]\.?pyenv[\\/]/.test(executable)) return `${rebuild(versionText)}.`;
  // Only the distribution's own Python is served by its packages.
  if (executable.startsWith('/usr/bin/')) {
    if (existsSync('/etc/debian_version')) {
      return `Install it (apt-get install libpython${minor}), or ${lowerFirst(rebuild(versionText))}.`;
    }
    if (existsSync('/etc/redhat-release')) return 'Install it (dnf install python3-libs).';
  }
  return `Choose a Python with one (GRAFT_PYTHON=/path/to/python3), or ${lowerFirst(rebuild(versionText))}.`;
}

function rebuild(versionText: string): string {
  return `Build one with it (PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install --force ${versionText})`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
