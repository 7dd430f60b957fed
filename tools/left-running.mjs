/** Lists the processes that carry SCOUT_CI_MARK=<mark> in their environment, except this one and those it came from. */
import { readFileSync, readdirSync } from 'node:fs';

const [mark] = process.argv.slice(2);
const ancestors = new Set();
for (let pid = process.pid; pid > 1; pid = parentOf(pid)) ancestors.add(pid);

for (const pid of readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name))
  .map(Number)) {
  if (!ancestors.has(pid) && read(pid, 'environ').split('\0').includes(`SCOUT_CI_MARK=${mark}`)) {
    console.log(`${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 160)}`);
  }
}

function parentOf(pid) {
  const stat = read(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** A file of a process that may be gone by now, or be somebody else's: then empty. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
