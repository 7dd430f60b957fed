import { existsSync } from 'node:fs';

/** Who a process runs as, where that is not the user who started the stack. */
export interface RunAs {
  uid: number;
  gid: number;
  /** Set where a folder above its files is closed to that user (a home or a `mktemp -d` of root). */
  mayPassClosedFolders: boolean;
}

const SETPRIV = '/usr/bin/setpriv';

/**
 * The command line that starts `command` so that the kernel ends it when its parent dies, even by kill -9: nothing is
 * left running. Only Linux has this; elsewhere the command is returned as it is.
 */
export function launchLine(
  command: string,
  args: readonly string[],
  { orphanSignal = 'TERM', runAs }: { orphanSignal?: 'TERM' | 'INT'; runAs?: RunAs } = {},
): { command: string; args: string[] } {
  if (!existsSync(SETPRIV)) {
    if (runAs)
      throw new Error(
        'Postgres refuses to run as root: install the Debian package util-linux, or start as another user.',
      );
    return { command, args: [...args] };
  }
  const identity = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : [];
  const passage = runAs?.mayPassClosedFolders ? ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : [];
  return { command: SETPRIV, args: [...identity, ...passage, '--pdeathsig', orphanSignal, '--', command, ...args] };
}
